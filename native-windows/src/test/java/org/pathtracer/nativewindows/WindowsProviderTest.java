// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.pathtracer.AddressFamily;
import org.pathtracer.NotSupportedException;
import org.pathtracer.Protocol;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.Support;

/** The provider where it can't work. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there it works")
class WindowsProviderTest {
    private final WindowsProvider provider = new WindowsProvider();

    @Test
    void otherSystems_areToldApart_andLoadNothing() {
        assertThat(provider.ofThisSystem()).isFalse();
        for (Protocol protocol : Protocol.values()) {
            assertThat(provider.supports(new ProbeNeed(protocol, AddressFamily.IPV4)))
                    .isEqualTo(new Support.Unsupported("this system is not Windows"));
        }
        assertThatThrownBy(() -> provider.open(new Told()))
                .isInstanceOf(NotSupportedException.class)
                .hasMessage("this system is not Windows");
    }
}
