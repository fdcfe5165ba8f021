// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.cli.monitor.HopNames;
import org.pathtracer.dns.DnsAnswer;
import org.pathtracer.samples.Samples;

class HopNamesTest {
    private final List<InetAddress> asked = new ArrayList<>();
    private final HopNames names = new HopNames(address -> {
        asked.add(address);
        return new CompletableFuture<DnsAnswer>();
    });

    @Test
    void address_isAskedForOnce() {
        names.ask(Samples.address("192.0.2.1"));
        names.ask(Samples.address("192.0.2.1"));
        names.ask(Samples.address("2001:db8::1"));
        assertThat(asked).hasSize(2);
        assertThat(names.known()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "192.168.1.1", "127.0.0.1", "fe80::1", "fd00::1", "::1"})
    void privateAddress_isNotToldOutside(String address) {
        names.ask(Samples.address(address));
        assertThat(asked).isEmpty();
    }
}
