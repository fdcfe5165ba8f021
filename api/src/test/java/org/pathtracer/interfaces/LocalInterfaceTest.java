// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.interfaces;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalInterfaceTest {
    @ParameterizedTest
    @CsvSource({
        "utun3,,true",
        "tun0,,true",
        "tap1,,true",
        "wg0,,true",
        "ppp0,,true",
        "ipsec0,,true",
        "gpd0,,true",
        "ztun0,,true",
        "eth0,,false",
        "wlan0,,false",
        "lo,,false",
        "docker0,,false",
        "br-tun,,false"
    })
    void nameAlone_tellsVpnsWhereTheSystemHasNoWord(String name, String kind, boolean vpn) {
        assertThat(device(name, kind, InterfaceType.OTHER).vpn()).isEqualTo(vpn);
    }

    @ParameterizedTest
    @CsvSource({
        "office,wireguard,TUNNEL,true",
        "office,tun,TUNNEL,true",
        "vnet0,tun,ETHERNET,false",
        "tap0,tun,ETHERNET,true",
        "office,ppp,POINT_TO_POINT,true",
        "wg0,veth,VIRTUAL,false",
        "tunl0,ipip,TUNNEL,false",
        "office,xfrm,TUNNEL,true"
    })
    void systemsWord_decidesBeforeTheName(String name, String kind, InterfaceType type, boolean vpn) {
        assertThat(device(name, kind, type).vpn()).isEqualTo(vpn);
    }

    @Test
    void interface_isUpWithCarrierOnly() {
        assertThat(with(Set.of(InterfaceFlag.UP)).up()).isFalse();
        assertThat(with(Set.of(InterfaceFlag.UP, InterfaceFlag.RUNNING)).up()).isTrue();
    }

    private static LocalInterface device(String name, String kind, InterfaceType type) {
        return new LocalInterface(
                name, 7, type, Optional.ofNullable(kind), Set.of(), OptionalInt.empty(), Optional.empty(), List.of());
    }

    private static LocalInterface with(Set<InterfaceFlag> flags) {
        return new LocalInterface(
                "eth0",
                2,
                InterfaceType.ETHERNET,
                Optional.empty(),
                flags,
                OptionalInt.empty(),
                Optional.empty(),
                List.of());
    }
}
