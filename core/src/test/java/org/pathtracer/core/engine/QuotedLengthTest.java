// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.FlowMethod;
import org.pathtracer.Protocol;
import org.pathtracer.probe.HeaderChange;
import org.pathtracer.probe.HeaderField;
import org.pathtracer.probe.Matching;
import org.pathtracer.probe.QuotedPacket;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;
import org.pathtracer.spi.QuotedFields;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.ReplyKind;

/** Ways of writing a length that are no change, and changes. */
class QuotedLengthTest {
    @ParameterizedTest
    @CsvSource({
        // as sent; swapped; without the header; both
        "192.0.2.9,   60,   60,    60,    false",
        "192.0.2.9,   60,   15360, 60,    false",
        "192.0.2.9,   60,   40,    60,    false",
        "192.0.2.9,   60,   10240, 60,    false",
        "192.0.2.9,   1500, 56325, 1500,  false",
        // something on the way did that
        "192.0.2.9,   60,   61,    61,    true",
        "192.0.2.9,   60,   20,    20,    true",
        "192.0.2.9,   60,   0,     0,     true",
        // no system does so with IPv6
        "2001:db8::9, 60,   15360, 15360, true",
    })
    void length_isThatOfTheProbeUnlessItChanged(String target, int sent, int seen, int shown, boolean changed)
            throws Exception {
        ProbeProfile profile = new ProbeProfile(
                Protocol.ICMP,
                InetAddress.getByName(target),
                0,
                0,
                FlowMethod.PARIS,
                OptionalInt.empty(),
                sent,
                0,
                false,
                0,
                Optional.empty());
        Reply reply = Reply.of(
                        7, ReplyKind.TIME_EXCEEDED, InetAddress.getByName("192.0.2.1"), 9, TimestampSource.KERNEL)
                .quoted(QuotedFields.builder().length(seen).build())
                .build();
        QuotedPacket quoted = QuoteComparison.of(new Probe(7, 1, 3, 0, profile, 1), reply, Matching.TAG);
        assertThat(quoted.length()).hasValue(shown);
        assertThat(quoted.changes())
                .extracting(HeaderChange::field)
                .containsExactlyElementsOf(changed ? List.of(HeaderField.LENGTH) : List.of());
    }
}
