// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.dns;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.annotation.Reportable;

/**
 * What a name server said.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface DnsAnswer extends Reportable {
    /** Returns what it was asked. */
    DnsQuery query();

    /** Returns the server that answered: {@code address#port}, or the URI of a server for DNS over HTTPS. */
    String server();

    /** Returns how the answer came. */
    DnsChannel channel();

    /** Returns its response code; that a name does not exist is an answer too. */
    DnsStatus status();

    /** Returns whether the server has the zone itself. */
    boolean authoritative();

    /** Returns whether the server says that it has checked signatures (AD). */
    boolean authenticated();

    /** Returns the records of the name asked for and of those that it is an alias of; others are left out. */
    List<DnsRecord> answers();

    /** Returns the records of the authority section, such as the SOA of a negative answer. */
    List<DnsRecord> authorities();

    /**
     * Returns the time from the start of the query, with all attempts that failed. Over TCP and HTTPS it may hold a
     * wait of the system, which repeats a lost packet of a new connection after 1 s: 0.9 s or more may be no round
     * trip.
     */
    Duration duration();

    /** Returns the number of messages that were sent, those that failed included. */
    int attempts();

    /** Returns the answers of one kind, in the order of the message. */
    <T extends DnsRecord> List<T> answers(Class<T> kind);

    /** Returns how long the answers as a whole may be kept: the smallest TTL of them; empty without answers. */
    Optional<Duration> ttl();

    /**
     * Returns how long the absence of a record may be kept, as RFC 2308 section 5 says: the smaller of the zone's
     * minimum and the TTL of its SOA; empty if the server does not say.
     */
    Optional<Duration> negativeTtl();
}
