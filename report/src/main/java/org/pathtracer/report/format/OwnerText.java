// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.format;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.enrich.Location;
import org.pathtracer.enrich.NetworkLabel;
import org.pathtracer.enrich.Registration;
import org.pathtracer.enrich.Segment;

/**
 * The owner of an address, behind its times: segment, autonomous systems, host name, then in brackets what further
 * sources say. The holder of an address chooses its name, so all of it is made harmless.
 *
 * @since 0.1.0
 */
public final class OwnerText {
    private static final int SEGMENT_WIDTH = 11;

    private OwnerText() {}

    public static List<String> words(AddressInfo info) {
        List<String> words = new ArrayList<>();
        info.segment()
                .filter(segment -> segment != Segment.UNKNOWN)
                .map(EnumText::of)
                .ifPresent(words::add);
        if (!info.asns().isEmpty()) {
            words.add(info.asns().stream().map(asn -> "AS" + asn).collect(Collectors.joining("/")));
        }
        info.hostname().ifPresent(words::add);
        List<String> notes = notes(info);
        if (!notes.isEmpty()) {
            words.add("[" + String.join("; ", notes) + "]");
        }
        if (words.size() > 1 && info.segment().isPresent()) {
            words.set(0, Cells.left(words.get(0), SEGMENT_WIDTH));
        }
        return words.stream().map(Printable::line).toList();
    }

    private static List<String> notes(AddressInfo info) {
        List<String> notes = new ArrayList<>();
        info.asName().ifPresent(notes::add);
        info.label().map(OwnerText::label).ifPresent(notes::add);
        info.registration().flatMap(Registration::organisation).ifPresent(notes::add);
        info.location().map(OwnerText::place).ifPresent(notes::add);
        return notes;
    }

    private static String label(NetworkLabel label) {
        return EnumText.of(label.kind()) + " " + label.name();
    }

    private static String place(Location location) {
        return location.city().map(city -> city + " ").orElse("")
                + location.country().orElse("");
    }
}
