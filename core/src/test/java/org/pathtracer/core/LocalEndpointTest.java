// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.pathtracer.FlowMethod;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.Protocol;
import org.pathtracer.TraceRequest;
import org.pathtracer.UnknownTargetException;
import org.pathtracer.core.engine.Endpoint;
import org.pathtracer.spi.ProbeProfile;

/** What a request says of this host is checked against the host. */
class LocalEndpointTest {
    private static final InetAddress V4 = FakeHost.address("192.0.2.1");
    private static final InetAddress V6 = FakeHost.address("2001:db8::1");

    @Test
    void nothingSaid_givesDefaultsOfTheFamily() {
        assertThat(profile(TraceRequest.to("t"), V4)).isEqualTo(ProbeProfile.echo(V4, 60));
        assertThat(profile(TraceRequest.to("t"), V6).size()).isEqualTo(80);
    }

    @Test
    void options_reachTheProfile() {
        TraceRequest.Builder builder =
                TraceRequest.to("t").size(100).trafficClass(184).dontFragment(true);
        assertThat(profile(builder, V4))
                .isEqualTo(new ProbeProfile(
                        Protocol.ICMP,
                        V4,
                        0,
                        0,
                        FlowMethod.PARIS,
                        OptionalInt.empty(),
                        100,
                        184,
                        true,
                        0,
                        Optional.empty()));
    }

    @Test
    void sizeTooSmallForTheTargetsFamily_isRefused() {
        assertThatThrownBy(() -> profile(TraceRequest.to("t").size(40), V6))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("packet size is 40, but must be at least 48 for ICMP over IPv6");
        assertThat(profile(TraceRequest.to("t").size(28), V4).size()).isEqualTo(28);
        assertThatThrownBy(() ->
                        profile(TraceRequest.to("t").protocol(Protocol.TCP).size(59), V6))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("packet size is 59, but must be at least 60 for TCP over IPv6");
    }

    @Test
    void flowOptionOfTheOtherFamily_isRefused() {
        assertThatThrownBy(() -> profile(TraceRequest.to("t").flowLabel(5), V4))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("192.0.2.1 is an IPv4 address, and IPv4 has no flow label");
        assertThatThrownBy(() -> profile(TraceRequest.to("t").flowMethod(FlowMethod.DUBLIN), V6))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageEndingWith("flow method DUBLIN needs IPv4's identification");
        assertThat(profile(TraceRequest.to("t").flowLabel(5), V6).flowLabel()).hasValue(5);
        assertThat(profile(TraceRequest.to("t").flowMethod(FlowMethod.DUBLIN), V4)
                        .flowMethod())
                .isEqualTo(FlowMethod.DUBLIN);
    }

    @Test
    void unknownInterface_listsTheKnown() {
        assertThatThrownBy(() -> profile(TraceRequest.to("t").networkInterface("nosuch0"), V4))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("there is no network interface \"nosuch0\"; there are: ")
                .hasMessageContaining(loopback().getName());
    }

    @Test
    void interface_isFoundByName() {
        NetworkInterface loopback = loopback();
        assertThat(profile(TraceRequest.to("t").networkInterface(loopback.getName()), V4)
                        .interfaceIndex())
                .isEqualTo(loopback.getIndex());
    }

    @Test
    void sourceOfThisHost_isTaken() {
        InetAddress source = FakeHost.address("127.0.0.1");
        assertThat(profile(TraceRequest.to("t").source(source), V4).source()).contains(source);
    }

    @Test
    void sourceOfAnotherHost_isRefused() {
        assertThatThrownBy(() -> profile(TraceRequest.to("t").source(V4), V4))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("source address 192.0.2.1 can't be used on this host");
    }

    @Test
    void sourceOfOtherFamily_isRefused() {
        assertThatThrownBy(() -> profile(TraceRequest.to("t").source(V4), V6))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("source address 192.0.2.1 is not of the target's family IPv6");
    }

    @Test
    void sourceOfProbes_isTheOneAskedForElseTheSystems() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        assertThat(source(TraceRequest.to("t"), loopback)).contains(loopback);
        assertThat(source(TraceRequest.to("t").source(loopback), loopback)).contains(loopback);
        assertThat(source(TraceRequest.to("t").networkInterface(loopback().getName()), FakeHost.address("127.0.0.1")))
                .contains(FakeHost.address("127.0.0.1"));
        assertThat(LocalEndpoint.source(
                        List.of(new Endpoint.Failed("t", new UnknownTargetException("t"))), Host.SYSTEM))
                .isEmpty();
    }

    private static Optional<InetAddress> source(TraceRequest.Builder builder, InetAddress destination) {
        return LocalEndpoint.source(List.of(new Endpoint.Found("t", profile(builder, destination))), Host.SYSTEM);
    }

    private static ProbeProfile profile(TraceRequest.Builder builder, InetAddress destination) {
        return LocalEndpoint.profile(builder.build().probe(), destination);
    }

    private static NetworkInterface loopback() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(LocalEndpointTest::isLoopback)
                    .findFirst()
                    .orElseThrow();
        } catch (SocketException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isLoopback(NetworkInterface candidate) {
        try {
            return candidate.isLoopback();
        } catch (SocketException e) {
            return false;
        }
    }
}
