// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DnsQueryTest {
    private static final InetSocketAddress SERVER = new InetSocketAddress("192.0.2.53", 53);

    @Test
    void queryThatSaysTheSame_isEqual() {
        DnsQuery.Builder builder = DnsQuery.of(RecordType.MX, "example.com").server(SERVER);
        DnsQuery query = builder.build();
        assertThat(query)
                .isEqualTo(builder.build())
                .hasSameHashCodeAs(builder.build())
                .hasToString("DnsQuery[MX example.com]");
        assertThat(builder.tcp(true).build()).isNotEqualTo(query);
        assertThat(query.tcp()).as("built before").isFalse();
    }

    @Test
    void optionOutOfRange_isRefusedWithASentence() {
        DnsQuery.Builder builder = DnsQuery.of(RecordType.A, "example.com");
        assertThatThrownBy(() -> builder.attempts(0).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("attempts is 0, but must be from 1 to 10");
        assertThatThrownBy(() -> builder.attempts(1).deadline(Duration.ZERO).build())
                .hasMessage("deadline is 0 s, but must be more than zero and at most a day");
        assertThatThrownBy(() -> DnsQuery.of(RecordType.A, " ").build()).hasMessage("the name is empty");
    }
}
