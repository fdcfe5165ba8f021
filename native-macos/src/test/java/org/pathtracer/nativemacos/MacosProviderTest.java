// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.pathtracer.AddressFamily;
import org.pathtracer.NotSupportedException;
import org.pathtracer.Protocol;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.spi.Support;

/** The provider on other systems: found, and inert. */
@DisabledOnOs(OS.MAC)
class MacosProviderTest {
    @Test
    void elsewhere_itSaysThatThisIsNoMac() {
        ProbeTransportProvider provider = ServiceLoader.load(ProbeTransportProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(MacosProvider.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(provider.ofThisSystem()).isFalse();
        assertThat(provider.supports(new ProbeNeed(Protocol.ICMP, AddressFamily.IPV4)))
                .isEqualTo(new Support.Unsupported("this system is not macOS"));
        assertThatThrownBy(() -> provider.open(null))
                .isInstanceOf(NotSupportedException.class)
                .hasMessageContaining("macOS");
    }
}
