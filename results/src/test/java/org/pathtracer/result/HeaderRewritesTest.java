// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.result.Traces.LOST;
import static org.pathtracer.result.Traces.address;
import static org.pathtracer.result.Traces.exceeded;
import static org.pathtracer.result.Traces.hop;
import static org.pathtracer.result.Traces.trace;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.pathtracer.TraceResult;
import org.pathtracer.probe.HeaderChange;
import org.pathtracer.probe.HeaderField;
import org.pathtracer.probe.Matching;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.QuotedPacket;
import org.pathtracer.trace.HeaderRewrite;

/** Where on the path a header field was first seen changed. */
class HeaderRewritesTest {
    private static final HeaderChange PORT = new HeaderChange(HeaderField.SOURCE_PORT, "33000", "1024");
    private static final HeaderChange DSCP = new HeaderChange(HeaderField.DSCP, "46", "0");

    @Test
    void firstHopThatShowsIt_isNamedWithTheLastThatDidNot() {
        TraceResult trace = trace(
                true,
                hop(1, answer("10.0.0.1")),
                hop(2, answer("10.0.0.2")),
                hop(3, LOST),
                hop(4, answer("10.0.0.4", DSCP, PORT)),
                hop(5, answer("10.0.0.5", PORT, DSCP)));
        assertThat(trace.headerRewrites())
                .containsExactly(
                        new HeaderRewrite(PORT, 4, address("10.0.0.4"), OptionalInt.of(2)),
                        new HeaderRewrite(DSCP, 4, address("10.0.0.4"), OptionalInt.of(2)));
    }

    @Test
    void eachFieldHasItsOwnFirstHop() {
        TraceResult trace = trace(true, hop(1, answer("10.0.0.1", DSCP)), hop(2, answer("10.0.0.2", DSCP, PORT)));
        assertThat(trace.headerRewrites())
                .containsExactly(
                        new HeaderRewrite(PORT, 2, address("10.0.0.2"), OptionalInt.of(1)),
                        new HeaderRewrite(DSCP, 1, address("10.0.0.1"), OptionalInt.empty()));
    }

    @Test
    void quotesThatShowNothing_proveNothing() {
        TraceResult trace = trace(
                true,
                hop(1, exceeded("10.0.0.1", 1)),
                hop(2, answer("10.0.0.2", PORT)),
                hop(3, exceeded("10.0.0.3", 1)));
        assertThat(trace.headerRewrites())
                .containsExactly(new HeaderRewrite(PORT, 2, address("10.0.0.2"), OptionalInt.empty()));
    }

    @Test
    void untouchedProbes_haveNoRewrites() {
        assertThat(trace(true, hop(1, answer("10.0.0.1")), hop(2, LOST)).headerRewrites())
                .isEmpty();
    }

    private static ProbeOutcome answer(String from, HeaderChange... changes) {
        QuotedPacket quoted = new QuotedPacketRecord(
                OptionalInt.of(1),
                OptionalInt.of(184),
                OptionalInt.of(60),
                Optional.of(false),
                List.of(changes),
                Matching.TAG);
        return exceeded(from, quoted, 1);
    }
}
