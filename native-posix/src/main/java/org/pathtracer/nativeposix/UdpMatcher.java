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

    private final InFlightProbes inFlight;
    private final TransportListener listener;
    private final int secret;

    /**
     * A matcher for one transport.
     *
     * @param secret for {@link UdpProbe#key}
     */
    public UdpMatcher(InFlightProbes inFlight, TransportListener listener, int secret) {
        this.inFlight = inFlight;
        this.listener = listener;
        this.secret = secret;
    }

    /** The probe that an ICMP error quotes, where the IP and UDP headers are not shown. */
    public Optional<Match> quoted(InFlightProbes.Flow flow, UdpMark mark) {
        return quoted(flow, mark, OptionalInt.empty(), OptionalInt.empty());
    }

    /**
     * The probe that an ICMP error quotes.
     *
     * @param key what {@link UdpProbe#quotedKey} makes of the checksum
     * @param identification of IPv4, which is the number of some probes
     */
    Optional<Match> quoted(InFlightProbes.Flow flow, UdpMark mark, OptionalInt key, OptionalInt identification) {
        return marked(
                        mark,
                        inFlightProbe -> fullyTagged(inFlightProbe, mark)
                                || inFlightProbe.flow().equals(flow))
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
    Optional<Match> reply(InFlightProbes.Flow flow, UdpMark mark) {
        return marked(
                        mark,
                        inFlightProbe -> inFlightProbe.flow().equals(flow)
                                || fullyTagged(inFlightProbe, mark) && samePorts(inFlightProbe, flow))
                .or(() -> onlyCandidate(flow, UdpMark.NONE));
    }

    private static boolean samePorts(InFlightProbes.InFlightProbe inFlightProbe, InFlightProbes.Flow flow) {
        return inFlightProbe.flow().sourcePort() == flow.sourcePort()
                && inFlightProbe.flow().destinationPort() == flow.destinationPort();
    }

    private Optional<Match> marked(UdpMark mark, Predicate<InFlightProbes.InFlightProbe> fits) {
        return mark.id().stream()
                .mapToObj(inFlight::numbered)
                .flatMap(Optional::stream)
                .filter(inFlightProbe ->
                        isUdp(inFlightProbe) && UdpProbe.numbered(family(inFlightProbe), size(inFlightProbe)))
                .filter(inFlightProbe -> agrees(inFlightProbe, mark)
                        && mark.tagBits() >= needed(inFlightProbe)
                        && fits.test(inFlightProbe))
                .findFirst()
                .map(inFlightProbe -> found(inFlightProbe, Matching.NUMBER, mark));
    }

    // 0 and 65535 are the same as one's complement numbers: two probes may have the key.
    private Optional<Match> keyed(InFlightProbes.Flow flow, UdpMark mark, int key) {
        List<InFlightProbes.InFlightProbe> candidates = (key == 0 ? IntStream.of(0, 0xffff) : IntStream.of(key))
                .mapToObj(number -> inFlight.numbered(UdpProbe.key(number, secret)))
                .flatMap(Optional::stream)
                .filter(inFlightProbe -> inFlight(inFlightProbe, flow) && agrees(inFlightProbe, mark))
                .filter(inFlightProbe -> UdpProbe.balanced(family(inFlightProbe), size(inFlightProbe)))
                .toList();
        return candidates.size() == 1
                ? Optional.of(found(candidates.get(0), Matching.NUMBER, UdpMark.NONE))
                : Optional.empty();
    }

    private Optional<Match> identified(InFlightProbes.Flow flow, UdpMark mark, int identification) {
        return inFlight.numbered(identification)
                .filter(inFlightProbe -> inFlightProbe.probe.profile().flowMethod() == FlowMethod.DUBLIN)
                .filter(inFlightProbe -> inFlight(inFlightProbe, flow) && agrees(inFlightProbe, mark))
                .map(inFlightProbe -> found(inFlightProbe, Matching.NUMBER, UdpMark.NONE));
    }

    private Optional<Match> onlyCandidate(InFlightProbes.Flow flow, UdpMark mark) {
        List<InFlightProbes.InFlightProbe> candidates = inFlight.of(flow);
        if (candidates.size() > 1) {
            if (candidates.stream().anyMatch(inFlightProbe -> agrees(inFlightProbe, mark))) {
                listener.onUnidentified(flow.destination());
            }
            return Optional.empty();
        }
        return candidates.stream()
                .filter(inFlightProbe -> agrees(inFlightProbe, mark))
                .findFirst()
                .map(inFlightProbe -> found(inFlightProbe, byPorts(inFlightProbe.probe), UdpMark.NONE));
    }

    /** Nothing that we know: the engine counts it. */
    private static Optional<Match> unknown(UdpMark mark) {
        return mark.tagBits() < ENOUGH_TAG_BITS
                ? Optional.empty()
                : Optional.of(new Match(mark.id().orElse(0), Matching.NUMBER, mark.tag(), mark.tagBits()));
    }

    private Match found(InFlightProbes.InFlightProbe inFlightProbe, Matching matching, UdpMark mark) {
        inFlight.end(inFlightProbe.probe.id());
        int bits = Math.min(mark.tagBits(), tagBits(inFlightProbe));
        return new Match(inFlightProbe.probe.id(), matching, bits == 0 ? 0 : mark.tag(), bits);
    }

    /** A probe of a classic trace has a destination port of its own. */
    private static Matching byPorts(Probe probe) {
        return probe.profile().flowMethod() == FlowMethod.CLASSIC ? Matching.NUMBER : Matching.ONLY_CANDIDATE;
    }

    private static boolean inFlight(InFlightProbes.InFlightProbe inFlightProbe, InFlightProbes.Flow flow) {
        return inFlightProbe.outstanding()
                && isUdp(inFlightProbe)
                && inFlightProbe.flow().equals(flow);
    }

    /** Whether what is shown does not speak against the probe; behind a small probe routers fill up the quote. */
    private static boolean agrees(InFlightProbes.InFlightProbe inFlightProbe, UdpMark mark) {
        Probe probe = inFlightProbe.probe;
        if (mark.id().isEmpty() || !UdpProbe.numbered(family(inFlightProbe), size(inFlightProbe))) {
            return true;
        }
        int unseen = Long.SIZE - Math.min(mark.tagBits(), tagBits(inFlightProbe));
        boolean sameTag = unseen == Long.SIZE || probe.tag() >>> unseen == mark.tag() >>> unseen;
        return mark.id().getAsInt() == probe.id() && sameTag;
    }

    private static boolean fullyTagged(InFlightProbes.InFlightProbe inFlightProbe, UdpMark mark) {
        return Math.min(mark.tagBits(), tagBits(inFlightProbe)) >= ENOUGH_TAG_BITS;
    }

    private static int needed(InFlightProbes.InFlightProbe inFlightProbe) {
        return Math.min(ENOUGH_TAG_BITS, tagBits(inFlightProbe));
    }

    private static boolean isUdp(InFlightProbes.InFlightProbe inFlightProbe) {
        return inFlightProbe.probe.profile().protocol() == Protocol.UDP;
    }

    private static int tagBits(InFlightProbes.InFlightProbe inFlightProbe) {
        return UdpProbe.tagBits(family(inFlightProbe), size(inFlightProbe));
    }

    private static int size(InFlightProbes.InFlightProbe inFlightProbe) {
        return inFlightProbe.probe.profile().size();
    }

    private static AddressFamily family(InFlightProbes.InFlightProbe inFlightProbe) {
        return inFlightProbe.probe.profile().family();
    }
}
