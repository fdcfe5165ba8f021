// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.pathtracer.AddressFamily;
import org.pathtracer.FlowMethod;
import org.pathtracer.Protocol;
import org.pathtracer.core.packet.UdpMark;
import org.pathtracer.core.packet.UdpProbe;
import org.pathtracer.probe.Matching;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.TransportListener;

/**
 * Finds the UDP probe to which an answer belongs, by the best of what it shows: number and tag in the payload, the
 * checksum, the IPv4 identification, or nothing but the flow, which suffices if one probe of it is in flight.
 */
public final class UdpMatcher {
    private static final int ENOUGH_TAG_BITS = 32;

    /**
     * What was found.
     *
     * @param id number of the probe
     * @param matching by what
     * @param tag as much as was shown
     * @param tagBits how much that is
     */
    public record Match(int id, Matching matching, long tag, int tagBits) {
        public Reply.Builder put(Reply.Builder reply) {
            return reply.matching(matching).tag(tag, tagBits);
        }
    }

    private final Flights flights;
    private final TransportListener listener;
    private final int secret;

    /**
     * A matcher for one transport.
     *
     * @param secret for {@link UdpProbe#key}
     */
    public UdpMatcher(Flights flights, TransportListener listener, int secret) {
        this.flights = flights;
        this.listener = listener;
        this.secret = secret;
    }

    /** The probe that an ICMP error quotes, where the IP and UDP headers are not shown. */
    public Optional<Match> quoted(Flights.Flow flow, UdpMark mark) {
        return quoted(flow, mark, OptionalInt.empty(), OptionalInt.empty());
    }

    /**
     * The probe that an ICMP error quotes.
     *
     * @param key what {@link UdpProbe#quotedKey} makes of the checksum
     * @param identification of IPv4, which is the number of some probes
     */
    Optional<Match> quoted(Flights.Flow flow, UdpMark mark, OptionalInt key, OptionalInt identification) {
        return marked(mark, flight -> fullyTagged(flight, mark) || flight.flow().equals(flow))
                .or(() -> key.stream()
                        .mapToObj(number -> keyed(flow, mark, number))
                        .flatMap(Optional::stream)
                        .findFirst())
                .or(() -> identification.stream()
                        .mapToObj(number -> identified(flow, mark, number))
                        .flatMap(Optional::stream)
                        .findFirst())
                .or(() -> onlyCandidate(flow, mark))
                .or(() -> unknown(mark));
    }

    /**
     * The probe that a datagram answers: by the probe's own payload, which a host with several addresses may send from
     * another of them; or by nothing, if it is from where the only candidate went.
     */
    Optional<Match> reply(Flights.Flow flow, UdpMark mark) {
        return marked(
                        mark,
                        flight -> flight.flow().equals(flow) || fullyTagged(flight, mark) && samePorts(flight, flow))
                .or(() -> onlyCandidate(flow, UdpMark.NONE));
    }

    private static boolean samePorts(Flights.Flight flight, Flights.Flow flow) {
        return flight.flow().sourcePort() == flow.sourcePort()
                && flight.flow().destinationPort() == flow.destinationPort();
    }

    private Optional<Match> marked(UdpMark mark, Predicate<Flights.Flight> fits) {
        return mark.id().stream()
                .mapToObj(flights::numbered)
                .flatMap(Optional::stream)
                .filter(flight -> isUdp(flight) && UdpProbe.numbered(family(flight), size(flight)))
                .filter(flight -> agrees(flight, mark) && mark.tagBits() >= needed(flight) && fits.test(flight))
                .findFirst()
                .map(flight -> found(flight, Matching.NUMBER, mark));
    }

    // 0 and 65535 are the same as one's complement numbers: two probes may have the key.
    private Optional<Match> keyed(Flights.Flow flow, UdpMark mark, int key) {
        List<Flights.Flight> candidates = (key == 0 ? IntStream.of(0, 0xffff) : IntStream.of(key))
                .mapToObj(number -> flights.numbered(UdpProbe.key(number, secret)))
                .flatMap(Optional::stream)
                .filter(flight -> inFlight(flight, flow) && agrees(flight, mark))
                .filter(flight -> UdpProbe.balanced(family(flight), size(flight)))
                .toList();
        return candidates.size() == 1
                ? Optional.of(found(candidates.get(0), Matching.NUMBER, UdpMark.NONE))
                : Optional.empty();
    }

    private Optional<Match> identified(Flights.Flow flow, UdpMark mark, int identification) {
        return flights.numbered(identification)
                .filter(flight -> flight.probe.profile().flowMethod() == FlowMethod.DUBLIN)
                .filter(flight -> inFlight(flight, flow) && agrees(flight, mark))
                .map(flight -> found(flight, Matching.NUMBER, UdpMark.NONE));
    }

    private Optional<Match> onlyCandidate(Flights.Flow flow, UdpMark mark) {
        List<Flights.Flight> candidates = flights.of(flow);
        if (candidates.size() > 1) {
            if (candidates.stream().anyMatch(flight -> agrees(flight, mark))) {
                listener.onUnidentified(flow.destination());
            }
            return Optional.empty();
        }
        return candidates.stream()
                .filter(flight -> agrees(flight, mark))
                .findFirst()
                .map(flight -> found(flight, byPorts(flight.probe), UdpMark.NONE));
    }

    /** Nothing that we know: the engine counts it. */
    private static Optional<Match> unknown(UdpMark mark) {
        return mark.tagBits() < ENOUGH_TAG_BITS
                ? Optional.empty()
                : Optional.of(new Match(mark.id().orElse(0), Matching.NUMBER, mark.tag(), mark.tagBits()));
    }

    private Match found(Flights.Flight flight, Matching matching, UdpMark mark) {
        flights.end(flight.probe.id());
        int bits = Math.min(mark.tagBits(), tagBits(flight));
        return new Match(flight.probe.id(), matching, bits == 0 ? 0 : mark.tag(), bits);
    }

    /** A probe of a classic trace has a destination port of its own. */
    private static Matching byPorts(Probe probe) {
        return probe.profile().flowMethod() == FlowMethod.CLASSIC ? Matching.NUMBER : Matching.ONLY_CANDIDATE;
    }

    private static boolean inFlight(Flights.Flight flight, Flights.Flow flow) {
        return flight.outstanding() && isUdp(flight) && flight.flow().equals(flow);
    }

    /** Whether what is shown does not speak against the probe; behind a small probe routers fill up the quote. */
    private static boolean agrees(Flights.Flight flight, UdpMark mark) {
        Probe probe = flight.probe;
        if (mark.id().isEmpty() || !UdpProbe.numbered(family(flight), size(flight))) {
            return true;
        }
        int unseen = Long.SIZE - Math.min(mark.tagBits(), tagBits(flight));
        boolean sameTag = unseen == Long.SIZE || probe.tag() >>> unseen == mark.tag() >>> unseen;
        return mark.id().getAsInt() == probe.id() && sameTag;
    }

    private static boolean fullyTagged(Flights.Flight flight, UdpMark mark) {
        return Math.min(mark.tagBits(), tagBits(flight)) >= ENOUGH_TAG_BITS;
    }

    private static int needed(Flights.Flight flight) {
        return Math.min(ENOUGH_TAG_BITS, tagBits(flight));
    }

    private static boolean isUdp(Flights.Flight flight) {
        return flight.probe.profile().protocol() == Protocol.UDP;
    }

    private static int tagBits(Flights.Flight flight) {
        return UdpProbe.tagBits(family(flight), size(flight));
    }

    private static int size(Flights.Flight flight) {
        return flight.probe.profile().size();
    }

    private static AddressFamily family(Flights.Flight flight) {
        return flight.probe.profile().family();
    }
}
