// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.pathtracer.SystemCallException;
import org.pathtracer.TracerClosedException;
import org.pathtracer.interfaces.InterfaceFlag;
import org.pathtracer.interfaces.InterfaceType;
import org.pathtracer.interfaces.Interfaces;
import org.pathtracer.interfaces.LocalInterface;
import org.pathtracer.interfaces.NetworkState;
import org.pathtracer.interfaces.Route;
import org.pathtracer.spi.HostNetwork;

/** Watching, with signs and time by hand; and what Java itself knows of this host. */
class HostInterfacesTest {
    private final FakeNetwork network = new FakeNetwork();
    private final ArrayDeque<Runnable> timers = new ArrayDeque<>();
    private final List<NetworkState> told = new ArrayList<>();
    private final HostInterfaces interfaces = new HostInterfaces(network, Runnable::run, (task, nanos) -> {
        timers.add(task);
        return CompletableFuture.completedFuture(null);
    });

    @Test
    void change_isToldOnceWhenTheSystemRests() {
        interfaces.watch(told::add);
        network.state = stateOf("wg0");
        network.sign.run();
        network.sign.run();
        assertThat(told).isEmpty();
        assertThat(timers).hasSize(1);
        timers.remove().run();
        assertThat(told).containsExactly(stateOf("wg0"));
    }

    @Test
    void signWithoutChange_isNotTold() {
        interfaces.watch(told::add);
        network.sign.run();
        timers.remove().run();
        assertThat(told).isEmpty();
    }

    @Test
    void endedWatch_tellsNothingMore() {
        Interfaces.Watch watch = interfaces.watch(told::add);
        network.state = stateOf("wg0");
        network.sign.run();
        watch.close();
        watch.close();
        timers.remove().run();
        network.sign.run();
        assertThat(told).isEmpty();
        assertThat(network.closed).isEqualTo(1);
    }

    @Test
    void closing_endsAllWatches() {
        interfaces.watch(told::add);
        interfaces.close();
        assertThat(network.closed).isEqualTo(1);
        assertThatThrownBy(() -> interfaces.watch(told::add)).isInstanceOf(TracerClosedException.class);
    }

    @Test
    void systemThatDoesNotTell_isAskedAgainAtTheNextSign() {
        interfaces.watch(told::add);
        network.broken = true;
        network.sign.run();
        timers.remove().run();
        network.broken = false;
        network.state = stateOf("wg0");
        network.sign.run();
        timers.remove().run();
        assertThat(told).containsExactly(stateOf("wg0"));
    }

    @Test
    void recentAnswer_isGivenAgainForASecondOrUntilForgotten() {
        AtomicLong now = new AtomicLong();
        RecentNetwork recent = new RecentNetwork(network, now::get);
        assertThat(recent.state()).isEqualTo(stateOf("eth0"));
        network.state = stateOf("wg0");
        now.set(900_000_000L);
        assertThat(recent.state()).isEqualTo(stateOf("eth0"));
        now.set(1_100_000_000L);
        assertThat(recent.state()).isEqualTo(stateOf("wg0"));
        network.state = stateOf("eth1");
        recent.forget();
        assertThat(recent.state()).isEqualTo(stateOf("eth1"));
    }

    @Test
    void java_knowsTheLoopbackInterface() {
        NetworkState state = new JavaNetwork().state();
        assertThat(state.interfaces()).anySatisfy(device -> {
            assertThat(device.type()).isEqualTo(InterfaceType.LOOPBACK);
            assertThat(device.flags()).contains(InterfaceFlag.LOOPBACK);
            assertThat(device.vpn()).isFalse();
        });
        assertThat(new JavaNetwork().routeTo(InetAddress.getLoopbackAddress()).flatMap(Route::source))
                .contains(InetAddress.getLoopbackAddress());
    }

    private static NetworkState stateOf(String name) {
        LocalInterface device = new LocalInterface(
                name,
                3,
                InterfaceType.TUNNEL,
                Optional.empty(),
                Set.of(),
                OptionalInt.of(1420),
                Optional.empty(),
                List.of());
        return new NetworkState(
                List.of(device), List.of(new Route(name, Optional.empty(), Optional.empty(), OptionalLong.empty())));
    }

    private static final class FakeNetwork implements HostNetwork {
        private NetworkState state = stateOf("eth0");
        private Runnable sign = () -> {};
        private boolean broken;
        private int closed;

        @Override
        public boolean available() {
            return true;
        }

        @Override
        public NetworkState state() {
            if (broken) {
                throw new SystemCallException("socket", 23, "ENFILE", "no descriptors");
            }
            return state;
        }

        @Override
        public Optional<Route> routeTo(InetAddress target) {
            return Optional.empty();
        }

        @Override
        public Watch watch(Runnable onSign) {
            sign = onSign;
            return () -> closed++;
        }
    }
}
