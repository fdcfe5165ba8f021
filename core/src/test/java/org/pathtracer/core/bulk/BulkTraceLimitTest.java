// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.BulkTraceRequest;
import org.pathtracer.BulkTraceResult;
import org.pathtracer.RateLimit;
import org.pathtracer.Target;
import org.pathtracer.TraceRequest;
import org.pathtracer.core.engine.Endpoint;
import org.pathtracer.core.engine.Launch;
import org.pathtracer.core.engine.ProbeEngine;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.core.scripted.Arrival;
import org.pathtracer.core.scripted.ScriptedNetwork;
import org.pathtracer.result.PingTargetRecord;
import org.pathtracer.result.TransportChoiceRecord;
import org.pathtracer.spi.ProbeProfile;

/** Packets a second of many traces together, counted on virtual time. */
class BulkTraceLimitTest {
    private static final long SECOND = 1_000_000_000;
    private static final long MILLI = 1_000_000;

    private final List<Long> sentAt = new ArrayList<>();

    private static List<Endpoint> endpoints(BulkTraceRequest request) {
        Target.Block block = (Target.Block) request.target();
        List<Endpoint> endpoints = new ArrayList<>();
        for (InetAddress address : block.addresses()) {
            endpoints.add(new Endpoint.Found(PingTargetRecord.at(address), ProbeProfile.echo(address, 60)));
        }
        return endpoints;
    }

    private static Launch<BulkTraceResult> start(ProbeEngine engine, BulkTraceRequest request) {
        Setting setting = new Setting(
                endpoints(request),
                new TransportChoiceRecord("scripted", "test", List.of()),
                false,
                engine::now,
                engine.now(),
                Long.MAX_VALUE,
                Instant.EPOCH,
                () -> false,
                false);
        Launch<BulkTraceResult> launch = new BulkTraceKind(request).launch(setting, event -> {});
        engine.start(launch.operation());
        return launch;
    }

    /** The limit of each operation and that of all together; half of the targets are silent. */
    @ParameterizedTest
    @CsvSource({"200, 0, 1, false", "200, 0, 1, true", "0, 300, 2, false", "0, 300, 2, true", "200, 300, 2, false"})
    void packetsOfAnySecond_areNotMoreThanTheLimit(int own, int common, int operations, boolean stopSet) {
        ScriptedNetwork[] network = new ScriptedNetwork[1];
        network[0] = new ScriptedNetwork((probe, number) -> {
            sentAt.add(network[0].elapsed());
            InetAddress destination = probe.profile().destination();
            return destination.getAddress()[3] % 2 == 0 ? List.of() : List.of(Arrival.echo(5 * MILLI, destination));
        });
        RateLimit all = common == 0 ? RateLimit.NONE : RateLimit.of(common);
        ProbeEngine engine = new ProbeEngine(network[0], all);
        BulkTraceRequest request = TraceRequest.to(List.of(Target.of("198.18.0.0/24")))
                .rateLimit(own)
                .gapLimit(3)
                .stopSet(stopSet)
                .build();
        List<Launch<BulkTraceResult>> launches = new ArrayList<>();
        for (int i = 0; i < operations; i++) {
            launches.add(start(engine, request));
        }
        network[0].loop().run();
        assertThat(launches).allMatch(launch -> launch.result().join().targets().size() == 254);
        RateLimit limit = common == 0 ? request.probe().rateLimit() : all;
        assertThat(sentAt).hasSizeGreaterThan(3 * limit.packetsPerSecond());
        int first = 0;
        int most = 0;
        for (int last = 0; last < sentAt.size(); last++) {
            while (sentAt.get(last) - sentAt.get(first) >= SECOND) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        assertThat(most).isLessThanOrEqualTo(limit.packetsPerSecond() + limit.burst());
        // It is used, too.
        long span = sentAt.get(sentAt.size() - 1) - sentAt.get(0);
        assertThat((double) sentAt.size() * SECOND / span).isGreaterThan(0.2 * limit.packetsPerSecond());
    }
}
