// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pathtracer.FlowMethod;
import org.pathtracer.PathTracerException;
import org.pathtracer.Protocol;
import org.pathtracer.SystemCallException;
import org.pathtracer.interfaces.InterfaceAddress;
import org.pathtracer.interfaces.InterfaceType;
import org.pathtracer.interfaces.LocalInterface;
import org.pathtracer.interfaces.NetworkState;
import org.pathtracer.interfaces.Route;
import org.pathtracer.spi.HostNetwork;
import org.pathtracer.spi.ProbeProfile;

/** How probes leave a host with a link and a VPN. */
class LocalPathTest {
    private static final InetAddress LINK = address(192, 168, 0, 2);
    private static final InetAddress TUNNEL = address(10, 8, 0, 2);
    private static final List<LocalInterface> INTERFACES = List.of(
            device("eth0", 1, InterfaceType.ETHERNET, Optional.empty(), LINK),
            device("home", 2, InterfaceType.TUNNEL, Optional.of("wireguard"), TUNNEL));

    private static InetAddress address(int... bytes) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {(byte) bytes[0], (byte) bytes[1], (byte) bytes[2], (byte) bytes[3]});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static LocalInterface device(
            String name, int index, InterfaceType type, Optional<String> kind, InetAddress address) {
        return new LocalInterface(
                name,
                index,
                type,
                kind,
                Set.of(),
                OptionalInt.empty(),
                Optional.empty(),
                List.of(new InterfaceAddress(address, 24)));
    }

    /** A host whose routing table knows one way, or which does not answer at all. */
    private record Host(Optional<Route> route, Optional<PathTracerException> failure) implements HostNetwork {
        static Host with(String device, InetAddress source) {
            Route route = new Route(device, Optional.of(source), Optional.empty(), OptionalLong.empty());
            return new Host(Optional.of(route), Optional.empty());
        }

        @Override
        public boolean available() {
            return true;
        }

        @Override
        public NetworkState state() {
            failure.ifPresent(cause -> {
                throw cause;
            });
            return new NetworkState(INTERFACES, List.of());
        }

        @Override
        public Optional<Route> routeTo(InetAddress target) {
            return route;
        }

        @Override
        public Watch watch(Runnable onSign) {
            return () -> {};
        }
    }

    private static ProbeProfile profile(int device, InetAddress source) {
        return new ProbeProfile(
                Protocol.ICMP,
                address(9, 9, 9, 9),
                0,
                0,
                FlowMethod.PARIS,
                OptionalInt.empty(),
                64,
                0,
                false,
                device,
                Optional.ofNullable(source));
    }

    @Test
    void routingTable_saysWhetherItIsAVpn() {
        assertThat(LocalPath.of(profile(0, null), Host.with("eth0", LINK)))
                .isEqualTo(new LocalPath(Optional.of(LINK), Optional.empty()));
        assertThat(LocalPath.of(profile(0, null), Host.with("home", TUNNEL)))
                .isEqualTo(new LocalPath(Optional.of(TUNNEL), Optional.of(Set.of(TUNNEL))));
    }

    @Test
    void chosenInterfaceOrSource_hasTheLastWord() {
        assertThat(LocalPath.of(profile(2, null), Host.with("eth0", LINK)))
                .isEqualTo(new LocalPath(Optional.of(TUNNEL), Optional.of(Set.of(TUNNEL))));
        assertThat(LocalPath.of(profile(0, TUNNEL), Host.with("eth0", LINK)))
                .isEqualTo(new LocalPath(Optional.of(TUNNEL), Optional.of(Set.of(TUNNEL))));
        assertThat(LocalPath.of(profile(1, null), Host.with("home", TUNNEL)))
                .isEqualTo(new LocalPath(Optional.of(LINK), Optional.empty()));
    }

    @Test
    void hostThatDoesNotAnswer_leavesWhatWasAskedFor() {
        Host mute = new Host(Optional.empty(), Optional.of(new SystemCallException("socket", 1, "EPERM", "no")));
        assertThat(LocalPath.of(profile(0, null), mute)).isEqualTo(new LocalPath(Optional.empty(), Optional.empty()));
        assertThat(LocalPath.of(profile(0, LINK), mute)).isEqualTo(new LocalPath(Optional.of(LINK), Optional.empty()));
    }
}
