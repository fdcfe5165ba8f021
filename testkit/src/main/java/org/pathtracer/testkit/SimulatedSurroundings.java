// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pathtracer.NoDnsAnswerException;
import org.pathtracer.dns.DnsAnswer;
import org.pathtracer.dns.DnsChannel;
import org.pathtracer.dns.DnsQuery;
import org.pathtracer.dns.DnsRecord;
import org.pathtracer.dns.DnsStatus;
import org.pathtracer.dns.RecordType;
import org.pathtracer.interfaces.InterfaceAddress;
import org.pathtracer.interfaces.InterfaceFlag;
import org.pathtracer.interfaces.InterfaceType;
import org.pathtracer.interfaces.LocalInterface;
import org.pathtracer.interfaces.NetworkState;
import org.pathtracer.interfaces.Route;
import org.pathtracer.result.DnsAnswerRecord;
import org.pathtracer.result.HttpResultRecord;
import org.pathtracer.result.TcpResultRecord;
import org.pathtracer.result.TlsResultRecord;
import org.pathtracer.service.Contact;
import org.pathtracer.service.HttpCheck;
import org.pathtracer.service.ServiceCheck;
import org.pathtracer.service.ServiceFailure;
import org.pathtracer.service.ServiceResult;
import org.pathtracer.service.TcpCheck;
import org.pathtracer.service.TlsCheck;
import org.pathtracer.service.TlsDistrust;
import org.pathtracer.service.TlsSession;
import org.pathtracer.spi.Surroundings;
import org.pathtracer.testkit.check.Checks;

/**
 * A simulated host's interface and routes, its name servers, and the service that it uses. All times are simulated.
 *
 * <pre>{@code
 * Surroundings around = SimulatedSurroundings.builder()
 *     .host("192.168.1.20", 24)
 *     .gateway("192.168.1.1")
 *     .nameServer("192.168.1.1", NameServer.answering(Duration.ofMillis(12), List.of(address)))
 *     .service(Service.working(Duration.ofMillis(30)))
 *     .build();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class SimulatedSurroundings implements Surroundings {
    private static final int DNS_PORT = 53;

    private final NetworkState network;
    private final Map<InetSocketAddress, NameServer> servers;
    private final Service service;

    private SimulatedSurroundings(Builder builder) {
        network = builder.network();
        servers = new LinkedHashMap<>(builder.servers);
        service = builder.service;
    }

    /** Starts a description. By default the host has no interface but the loopback, no name server and no service. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public NetworkState network() {
        return network;
    }

    @Override
    public List<InetSocketAddress> nameServers() {
        return List.copyOf(servers.keySet());
    }

    @Override
    public CompletionStage<DnsAnswer> ask(DnsQuery query) {
        NameServer server = servers.get(query.servers().get(0));
        return server == null
                ? CompletableFuture.failedFuture(new NoDnsAnswerException("No such name server"))
                : server.answer(query);
    }

    @Override
    @SuppressWarnings("unchecked") // each check names its result itself
    public <R extends ServiceResult> CompletionStage<R> check(ServiceCheck<R> check) {
        ServiceResult result;
        Service answering =
                check instanceof HttpCheck ? service.within(check.target().deadline()) : service;
        if (check instanceof HttpCheck http) {
            result = answering.http(http, answering.contact(check));
        } else if (check instanceof TlsCheck) {
            result = answering.tls(answering.contact(check));
        } else if (check instanceof TcpCheck) {
            result = new TcpResultRecord(
                    answering.contact(check), answering.connected(), answering.failure.filter(Service::ofConnection));
        } else {
            return CompletableFuture.failedFuture(new IllegalArgumentException(check + " can't be simulated"));
        }
        return CompletableFuture.completedFuture((R) result);
    }

    /**
     * A name server.
     *
     * @param status empty if it never answers
     * @param delay of its answers
     * @param addresses what it answers, of the type asked for
     */
    public record NameServer(Optional<DnsStatus> status, Duration delay, List<InetAddress> addresses) {
        /** Copies the list. */
        public NameServer {
            Objects.requireNonNull(status, "status");
            Objects.requireNonNull(delay, "delay");
            addresses = List.copyOf(addresses);
        }

        /** One that knows these addresses. */
        public static NameServer answering(Duration delay, List<InetAddress> addresses) {
            return new NameServer(Optional.of(DnsStatus.NO_ERROR), delay, addresses);
        }

        /** One that says that there is no such name. */
        public static NameServer denying(Duration delay) {
            return new NameServer(Optional.of(DnsStatus.NO_SUCH_NAME), delay, List.of());
        }

        /** One that never answers. */
        public static NameServer dead() {
            return new NameServer(Optional.empty(), Duration.ZERO, List.of());
        }

        private CompletionStage<DnsAnswer> answer(DnsQuery query) {
            if (status.isEmpty() || delay.compareTo(query.deadline()) > 0) {
                return CompletableFuture.failedFuture(new NoDnsAnswerException("The name server does not answer"));
            }
            boolean ipv4 = query.type() == RecordType.A;
            List<DnsRecord> records = new ArrayList<>();
            addresses.stream()
                    .filter(address -> address.getAddress().length == 4 == ipv4)
                    .forEach(address ->
                            records.add(new DnsRecord.Address(query.name(), Duration.ofMinutes(5), address)));
            return CompletableFuture.completedFuture(new DnsAnswerRecord(
                    query,
                    query.servers().get(0).toString(),
                    DnsChannel.UDP,
                    status.get(),
                    false,
                    false,
                    records,
                    List.of(),
                    delay,
                    1));
        }
    }

    /**
     * A service.
     *
     * @param roundTrip of the connection
     * @param firstByte from the request to the first byte of the answer
     * @param status of the answer
     * @param location where it redirects to
     * @param distrust why its certificate is not trusted
     * @param failure what goes wrong
     */
    public record Service(
            Duration roundTrip,
            Duration firstByte,
            int status,
            Optional<String> location,
            Optional<TlsDistrust> distrust,
            Optional<ServiceFailure> failure) {
        /** Takes no null. */
        public Service {
            Objects.requireNonNull(roundTrip, "roundTrip");
            Objects.requireNonNull(firstByte, "firstByte");
            Objects.requireNonNull(location, "location");
            Objects.requireNonNull(distrust, "distrust");
            Objects.requireNonNull(failure, "failure");
        }

        /** One without fault. */
        public static Service working(Duration roundTrip) {
            return new Service(
                    roundTrip, roundTrip.plusMillis(20), 200, Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** The same with another time to the first byte. */
        public Service answeringAfter(Duration span) {
            return new Service(roundTrip, span, status, location, distrust, failure);
        }

        /** The same with another status. */
        public Service withStatus(int value) {
            return new Service(roundTrip, firstByte, value, location, distrust, failure);
        }

        /** The same, but it redirects. */
        public Service redirectingTo(String url) {
            return new Service(roundTrip, firstByte, 302, Optional.of(url), distrust, failure);
        }

        /** The same with a certificate that is not trusted. */
        public Service distrusted(TlsDistrust why) {
            return new Service(roundTrip, firstByte, status, location, Optional.of(why), failure);
        }

        /** The same, but it fails. */
        public Service failing(ServiceFailure.Phase phase, ServiceFailure.Reason reason) {
            return new Service(
                    roundTrip,
                    firstByte,
                    status,
                    location,
                    distrust,
                    Optional.of(new ServiceFailure(phase, reason, "simulated: " + reason)));
        }

        static boolean ofConnection(ServiceFailure failure) {
            return failure.phase() == ServiceFailure.Phase.NAME || failure.phase() == ServiceFailure.Phase.CONNECT;
        }

        private Contact contact(ServiceCheck<?> check) {
            boolean waits = failure.filter(one -> one.reason() == ServiceFailure.Reason.NO_ANSWER)
                    .isPresent();
            Duration deadline = check.target().deadline();
            Duration took = waits || duration().compareTo(deadline) > 0 ? deadline : duration();
            return new Contact(check.target(), Optional.empty(), Optional.empty(), took);
        }

        private Duration duration() {
            return roundTrip.multipliedBy(3).plus(firstByte);
        }

        /** The same; if a check has less time than it takes, it fails for want of an answer. */
        private Service within(Duration deadline) {
            return failure.isEmpty() && duration().compareTo(deadline) > 0
                    ? failing(ServiceFailure.Phase.ANSWER, ServiceFailure.Reason.NO_ANSWER)
                    : this;
        }

        private Optional<Duration> connected() {
            return failure.filter(Service::ofConnection).isPresent() ? Optional.empty() : Optional.of(roundTrip);
        }

        private Optional<TlsSession> session() {
            boolean made = failure.isEmpty()
                    || failure.get().phase() == ServiceFailure.Phase.ANSWER
                    || failure.get().phase() == ServiceFailure.Phase.REST;
            return made
                    ? Optional.of(
                            new TlsSession("TLSv1.3", "TLS_AES_128_GCM_SHA256", Optional.empty(), List.of(), distrust))
                    : Optional.empty();
        }

        private TlsResultRecord tls(Contact contact) {
            return new TlsResultRecord(contact, connected(), session().map(made -> roundTrip), session(), failure);
        }

        private HttpResultRecord http(HttpCheck check, Contact contact) {
            Optional<TlsSession> session = check.secure() ? session() : Optional.empty();
            Map<String, String> headers =
                    location.map(to -> Map.of("location", to)).orElse(Map.of());
            boolean answers = failure.isEmpty();
            return new HttpResultRecord(
                    contact,
                    connected(),
                    session.map(made -> roundTrip),
                    answers ? Optional.of(firstByte) : Optional.empty(),
                    answers ? Optional.of(Duration.ZERO) : Optional.empty(),
                    session,
                    answers ? OptionalInt.of(status) : OptionalInt.empty(),
                    answers ? headers : Map.of(),
                    0,
                    false,
                    failure);
        }
    }

    /** Collects the description. Not thread-safe. */
    public static final class Builder {
        private static final int MTU = 1500;

        private final List<InterfaceAddress> addresses = new ArrayList<>();
        private final List<InetAddress> gateways = new ArrayList<>();
        private final Map<InetSocketAddress, NameServer> servers = new LinkedHashMap<>();
        private Service service = Service.working(Duration.ofMillis(10));
        private boolean vpn;

        private Builder() {}

        /** Gives the host's interface {@code eth0} an address, and so makes it up. */
        public Builder host(String literal, int prefixLength) {
            addresses.add(new InterfaceAddress(Checks.address(literal), prefixLength));
            return this;
        }

        /** Adds a default route, by the family of the gateway. */
        public Builder gateway(String literal) {
            gateways.add(Checks.address(literal));
            return this;
        }

        /** Adds a name server. */
        public Builder nameServer(String literal, NameServer server) {
            servers.put(new InetSocketAddress(Checks.address(literal), DNS_PORT), Objects.requireNonNull(server));
            return this;
        }

        /** Sets the service that all checks meet. Default: one that works. */
        public Builder service(Service value) {
            service = Objects.requireNonNull(value, "service");
            return this;
        }

        /** Makes the interface that of a VPN. */
        public Builder vpn() {
            vpn = true;
            return this;
        }

        /** Returns it. */
        public SimulatedSurroundings build() {
            return new SimulatedSurroundings(this);
        }

        private NetworkState network() {
            Set<InterfaceFlag> flags = addresses.isEmpty()
                    ? Set.of(InterfaceFlag.UP)
                    : Set.of(InterfaceFlag.UP, InterfaceFlag.RUNNING, InterfaceFlag.BROADCAST);

            LocalInterface own = new LocalInterface(
                    "eth0",
                    2,
                    vpn ? InterfaceType.TUNNEL : InterfaceType.ETHERNET,
                    vpn ? Optional.of("wireguard") : Optional.empty(),
                    flags,
                    OptionalInt.of(MTU),
                    Optional.empty(),
                    addresses);
            List<Route> routes = gateways.stream()
                    .map(gateway -> new Route("eth0", Optional.empty(), Optional.of(gateway), OptionalLong.empty()))
                    .toList();
            return new NetworkState(List.of(own), routes);
        }
    }
}
