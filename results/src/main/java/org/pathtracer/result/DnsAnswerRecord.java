// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.dns.DnsAnswer;
import org.pathtracer.dns.DnsChannel;
import org.pathtracer.dns.DnsQuery;
import org.pathtracer.dns.DnsRecord;
import org.pathtracer.dns.DnsStatus;

/** The facts of a {@link DnsAnswer}. */
public record DnsAnswerRecord(
        DnsQuery query,
        String server,
        DnsChannel channel,
        DnsStatus status,
        boolean authoritative,
        boolean authenticated,
        List<DnsRecord> answers,
        List<DnsRecord> authorities,
        Duration duration,
        int attempts)
        implements DnsAnswer {
    /** Copies the lists. */
    public DnsAnswerRecord {
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

    @Override
    public <T extends DnsRecord> List<T> answers(Class<T> kind) {
        return answers.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Override
    public Optional<Duration> ttl() {
        return answers.stream().map(DnsRecord::ttl).min(Comparator.naturalOrder());
    }

    @Override
    public Optional<Duration> negativeTtl() {
        return authorities.stream()
                .filter(DnsRecord.StartOfAuthority.class::isInstance)
                .map(DnsRecord.StartOfAuthority.class::cast)
                .map(soa -> soa.ttl().compareTo(soa.minimum()) < 0 ? soa.ttl() : soa.minimum())
                .findFirst();
    }
}
