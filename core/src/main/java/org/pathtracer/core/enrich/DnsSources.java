// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.enrich;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.pathtracer.NoDnsAnswerException;
import org.pathtracer.core.address.AddressScope;
import org.pathtracer.core.address.Prefix;
import org.pathtracer.core.cache.Found;
import org.pathtracer.core.dns.DnsClient;
import org.pathtracer.dns.DnsAnswer;
import org.pathtracer.dns.DnsQuery;
import org.pathtracer.dns.DnsRecord;
import org.pathtracer.dns.DnsStatus;
import org.pathtracer.dns.RecordType;
import org.pathtracer.enrich.EnrichmentOptions;
import org.pathtracer.enrich.Origin;

/** What name servers know of addresses. */
final class DnsSources {
    private static final int MOST_RUNNING = 64;
    private static final int MOST_WAITING = 65_536;
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 3;
    /** A look-up goes on when its trace waits no longer: the next trace has the answer. */
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final DnsClient dns;
    private final EnrichmentOptions options;
    private final Limiter limiter = new Limiter(MOST_RUNNING, MOST_WAITING);

    DnsSources(DnsClient dns, EnrichmentOptions options) {
        this.dns = dns;
        this.options = options;
    }

    /**
     * Whether the name of an address that is not known outside may be asked for: see
     * {@link EnrichmentOptions#localNames}.
     */
    boolean mayAskInside(InetAddress address) {
        return options.localNames()
                && AddressScope.of(address) != AddressScope.UNSPECIFIED
                && !insideServers().isEmpty();
    }

    private List<InetSocketAddress> insideServers() {
        List<InetSocketAddress> all = options.dnsServers().isEmpty() ? dns.systemServers() : options.dnsServers();
        return all.stream()
                .filter(server -> !AddressScope.knownOutside(server.getAddress()))
                .toList();
    }

    CompletableFuture<Found<String>> name(InetAddress address) {
        List<InetSocketAddress> servers = AddressScope.knownOutside(address) ? options.dnsServers() : insideServers();
        return ask(DnsQuery.reverse(Prefix.unmapped(address)), servers, DnsSources::pointer);
    }

    private static Optional<String> pointer(DnsAnswer answer) {
        return answer.answers(DnsRecord.Pointer.class).stream()
                .map(DnsRecord.Pointer::target)
                .findFirst();
    }

    CompletableFuture<Found<Origin>> origin(InetAddress address) {
        InetAddress plain = Prefix.unmapped(address);
        EnrichmentOptions.AsnZones zones = options.asnZones();
        String reverse = DnsQuery.reverse(plain).build().name();
        String zone = plain instanceof Inet4Address ? zones.ipv4() : zones.ipv6();
        String host = reverse.replaceFirst("\\.(in-addr|ip6)\\.arpa$", "");
        return ask(
                DnsQuery.of(RecordType.TXT, host + "." + zone),
                options.dnsServers(),
                answer -> CymruParser.origin(texts(answer), plain));
    }

    CompletableFuture<Found<String>> asName(long asn) {
        return ask(
                DnsQuery.of(
                        RecordType.TXT, "AS" + asn + "." + options.asnZones().names()),
                options.dnsServers(),
                answer -> CymruParser.name(texts(answer)));
    }

    private static List<String> texts(DnsAnswer answer) {
        return answer.answers(DnsRecord.Text.class).stream()
                .map(text -> String.join("", text.strings()))
                .toList();
    }

    private <V> CompletableFuture<Found<V>> ask(
            DnsQuery.Builder query, List<InetSocketAddress> servers, Function<DnsAnswer, Optional<V>> reader) {
        options.dnsOverHttps().ifPresent(query::https);
        DnsQuery complete = query.servers(servers)
                .timeout(TIMEOUT)
                .attempts(ATTEMPTS)
                .deadline(DEADLINE)
                .build();
        return limiter.submit(() -> dns.start(complete)).thenApply(answer -> found(answer, reader));
    }

    private static <V> Found<V> found(DnsAnswer answer, Function<DnsAnswer, Optional<V>> reader) {
        if (answer.status() != DnsStatus.NO_ERROR && answer.status() != DnsStatus.NO_SUCH_NAME) {
            throw new NoDnsAnswerException("%s could not answer: %s".formatted(answer.server(), answer.status()));
        }
        Optional<V> value = reader.apply(answer);
        return new Found<>(value, value.isPresent() ? answer.ttl() : answer.negativeTtl());
    }
}
