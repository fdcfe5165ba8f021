// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.dns;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a name server said.
 *
 * @param query what it was asked
 * @param server who answered: {@code address#port}, or the URI of a server for DNS over HTTPS
 * @param channel how the answer came
 * @param status its response code; that a name does not exist is an answer too
 * @param authoritative whether the server has the zone itself
 * @param authenticated whether the server says that it has checked signatures (AD)
 * @param answers records of the name asked for and of those that it is an alias of; others are left out
 * @param authorities records of the authority section, such as the SOA of a negative answer
 * @param duration from the start of the query, with all attempts that failed. Over TCP and HTTPS it may hold a wait of
 *     the system, which repeats a lost packet of a new connection after 1 s: 0.9 s or more may be no round trip
 * @param attempts messages that were sent, those that failed included
 * @since 0.1.0
 */
public record DnsAnswer(
        DnsQuery query,
        String server,
        DnsChannel channel,
        DnsStatus status,
        boolean authoritative,
        boolean authenticated,
        List<DnsRecord> answers,
        List<DnsRecord> authorities,
        Duration duration,
        int attempts) {
    /** Copies the lists. */
    public DnsAnswer {
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(answers, "answers");
        Objects.requireNonNull(authorities, "authorities");
        Objects.requireNonNull(duration, "duration");
        answers = List.copyOf(answers);
        authorities = List.copyOf(authorities);
    }

    /** The answers of one kind, in the order of the message. */
    public <T extends DnsRecord> List<T> answers(Class<T> kind) {
        return answers.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** How long the answers as a whole may be kept: the smallest TTL of them; empty without answers. */
    public Optional<Duration> ttl() {
        return answers.stream().map(DnsRecord::ttl).min(Comparator.naturalOrder());
    }

    /**
     * How long the absence of a record may be kept, as RFC 2308 section 5 says: the smaller of the zone's minimum and
     * the TTL of its SOA; empty if the server does not say.
     */
    public Optional<Duration> negativeTtl() {
        return authorities.stream()
                .filter(DnsRecord.StartOfAuthority.class::isInstance)
                .map(DnsRecord.StartOfAuthority.class::cast)
                .map(soa -> soa.ttl().compareTo(soa.minimum()) < 0 ? soa.ttl() : soa.minimum())
                .findFirst();
    }
}
