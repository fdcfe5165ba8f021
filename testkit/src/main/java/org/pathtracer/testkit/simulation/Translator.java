// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.simulation;

import java.net.InetAddress;
import java.util.Optional;
import org.pathtracer.testkit.topology.Translation;
import org.pathtracer.testkit.wire.Checksum;

/** Rewrites headers on the way out, with the checksums that go with them, and quotes on the way back. */
final class Translator {
    private static final int PORTS = 65_535;
    private static final int FIRST_SHIFT = 20_000;
    private static final int DAMAGE = 0x0101;

    private Translator() {}

    /** Source translation of what a router forwards. */
    static void translate(Packet packet, Site site, Translation translation) {
        remember(packet, site, translation.quotes());
        if (translation.rewrites(Translation.Rewrite.SOURCE)) {
            site.node.address(packet.family()).ifPresent(own -> {
                correctForAddress(packet, packet.source, own);
                packet.source = own;
            });
        }
        if (translation.rewrites(Translation.Rewrite.PORTS)) {
            // One to one, so that two flows never become one.
            int port = (packet.sourcePort + FIRST_SHIFT + site.index) % PORTS + 1;
            correct(packet, packet.sourcePort, port);
            packet.sourcePort = port;
        }
        if (translation.rewrites(Translation.Rewrite.CHECKSUM)) {
            packet.checksum ^= DAMAGE;
        }
        if (translation.rewrites(Translation.Rewrite.IDENTIFICATION)) {
            packet.identification = (int) Balancer.mix(site.index, packet.identification) & 0xffff;
        }
    }

    /** Destination translation of what was for the router itself; false if that does not lead anywhere. */
    static boolean redirect(Packet packet, Site site, Site towards) {
        Optional<InetAddress> address = towards.node.address(packet.family());
        if (address.isEmpty()) {
            return false;
        }
        remember(packet, site, Translation.Quotes.RESTORED);
        correctForAddress(packet, packet.destination, address.get());
        packet.destination = address.get();
        packet.target = towards;
        return true;
    }

    private static void remember(Packet packet, Site site, Translation.Quotes quotes) {
        packet.translated = new Translated(site, packet.copy(), quotes);
    }

    private static void correctForAddress(Packet packet, InetAddress before, InetAddress after) {
        // Of all protocols only the old ICMP has no pseudo header.
        if (packet.protocol != Packet.ICMP) {
            correct(packet, words(before), words(after));
        }
    }

    private static long words(InetAddress address) {
        byte[] bytes = address.getAddress();
        return Checksum.sum(bytes, 0, bytes.length);
    }

    // RFC 1624 section 3
    private static void correct(Packet packet, long before, long after) {
        boolean none = packet.protocol == Packet.UDP && packet.checksum == 0;
        if (!none) {
            long gone = ~Checksum.fold(before) & 0xffff;
            packet.checksum = Checksum.of((~packet.checksum & 0xffffL) + gone + after);
            packet.checksum = packet.protocol == Packet.UDP && packet.checksum == 0 ? 0xffff : packet.checksum;
        }
    }

    /** An answer gets back to where its packet was translated. */
    static void restore(Answer answer, Site here) {
        Translated translated;
        while ((translated = answer.probe.translated) != null && translated.by() == here) {
            Packet before = translated.before();
            if (translated.quotes() != Translation.Quotes.LEFT && quotesIt(answer)) {
                answer.quoted = restored(answer.quoted, before, translated.quotes());
            }
            if (answer.from.equals(answer.probe.destination)) {
                answer.from = before.destination;
            }
            answer.probe = before;
        }
    }

    /** Whether the quote is what the translator sent, as far as it looks. */
    private static boolean quotesIt(Answer answer) {
        return answer.quoted.source.equals(answer.probe.source)
                && answer.quoted.destination.equals(answer.probe.destination)
                && answer.quoted.sourcePort == answer.probe.sourcePort;
    }

    private static Packet restored(Packet quoted, Packet before, Translation.Quotes quotes) {
        Packet restored = quoted.copy();
        restored.source = before.source;
        restored.destination = before.destination;
        restored.sourcePort = before.sourcePort;
        if (quotes == Translation.Quotes.RESTORED) {
            restored.checksum = before.checksum;
        }
        return restored;
    }
}
