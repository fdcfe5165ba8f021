// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.AddressFamily;
import org.pathtracer.Hop;
import org.pathtracer.LossCause;
import org.pathtracer.LossVerdict;
import org.pathtracer.Protocol;
import org.pathtracer.TraceRequest;

/**
 * Truth against verdict. {@code -Dpathtracer.loss.seeds=100} makes the table of docs/loss.md, which takes minutes;
 * fewer seeds show that it still holds.
 */
class LossTableTest {
    private static final int SEEDS = Integer.getInteger("pathtracer.loss.seeds", 5);
    private static final Set<LossCause> STATEMENTS =
            EnumSet.of(LossCause.PATH, LossCause.RATE_LIMITED, LossCause.PATH_CHANGE);

    /** Verdicts on hops that lost some. */
    private static final class Tally {
        int stated;
        int right;
        int undecided;
        /** Of the hop where the cause is. */
        int lossesAtPlace;

        int decidedAtPlace;

        void add(LossCase network, int ttl, LossVerdict verdict) {
            boolean place = ttl == network.place();
            if (STATEMENTS.contains(verdict.cause())) {
                boolean justified = network.truth(ttl).contains(verdict.cause());
                stated++;
                right += justified ? 1 : 0;
                decidedAtPlace += place && justified ? 1 : 0;
                lossesAtPlace += place ? 1 : 0;
            } else if (verdict.cause() == LossCause.UNDECIDED) {
                undecided++;
                lossesAtPlace += place ? 1 : 0;
            }
        }

        void add(Tally other) {
            stated += other.stated;
            right += other.right;
            undecided += other.undecided;
            lossesAtPlace += other.lossesAtPlace;
            decidedAtPlace += other.decidedAtPlace;
        }
    }

    /** How the traces of a column are made. */
    private record Way(Protocol protocol, AddressFamily family, int queries, boolean further) {
        TraceRequest request(boolean slow) {
            String target = family == AddressFamily.IPV4 ? "10.0.0.8" : "fd00::8";
            return Traces.request(
                    target,
                    request -> request.protocol(protocol)
                            .queries(queries)
                            .diagnoseLoss(further)
                            .rateLimit(slow ? LossCase.HOPS * queries / 3 : 0));
        }
    }

    private static Tally tally(LossCase network, Way way, int seeds) {
        Tally tally = new Tally();
        Seeds.each(seeds, seed -> {
            SplittableRandom random = new SplittableRandom(1_000_003 * seed + network.ordinal());
            try (var tracer = Traces.tracer(network.network(random), seed)) {
                for (Hop hop : tracer.trace(way.request(network.slow())).hops()) {
                    tally.add(network, hop.ttl(), hop.lossVerdict().orElseThrow());
                }
            }
        });
        return tally;
    }

    private static Tally row(Way way, int seeds) {
        Tally all = new Tally();
        for (LossCase network : LossCase.values()) {
            Tally tally = tally(network, way, seeds);
            all.add(tally);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %s | %d%s | %d | %d | %d | %d of %d |%n",
                    network.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    way.protocol,
                    way.family,
                    way.queries,
                    way.further ? " + further" : "",
                    tally.stated,
                    tally.stated - tally.right,
                    tally.undecided,
                    tally.decidedAtPlace,
                    tally.lossesAtPlace);
        }
        return all;
    }

    private static void holds(Way way) {
        Tally all = row(way, SEEDS);
        assertThat(all.stated).isPositive();
        assertThat(all.right).isGreaterThanOrEqualTo((int) Math.floor(0.9 * all.stated));
        if (way.further) {
            assertThat(all.decidedAtPlace).isGreaterThanOrEqualTo((int) Math.floor(0.85 * all.lossesAtPlace));
        }
    }

    @ParameterizedTest
    @CsvSource({"3, false", "10, false", "30, false", "3, true", "10, true"})
    void whatIsStated_isRightInNineOfTenCases(int queries, boolean further) {
        holds(new Way(Protocol.ICMP, AddressFamily.IPV4, queries, further));
    }

    @ParameterizedTest
    @CsvSource({"UDP, IPV4", "TCP, IPV4", "ICMP, IPV6", "UDP, IPV6", "TCP, IPV6"})
    void soItIsForOtherProbes(Protocol protocol, AddressFamily family) {
        holds(new Way(protocol, family, 10, false));
    }
}
