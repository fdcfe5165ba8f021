// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.enrich;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pathtracer.core.address.Prefix;
import org.pathtracer.enrich.Origin;

/** Reads the texts that Team Cymru's zones answer with. Anything may be in them; what is not understood is left out. */
final class CymruParser {
    private static final int LONGEST_TEXT = 1000;
    private static final int MOST_ASNS = 64;
    private static final int MOST_TEXTS = 64;
    /** The shortest prefixes that are announced; one that claims more is a mistake, or an attack on caches. */
    private static final int SHORTEST_IPV4 = 8;

    private static final int SHORTEST_IPV6 = 16;
    private static final long HIGHEST_ASN = 0xffffffffL;
    private static final Pattern SEPARATOR = Pattern.compile("\\s*\\|\\s*");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,10}");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern REGISTRY = Pattern.compile("[a-z]{2,20}");

    private CymruParser() {}

    /**
     * "ASN [ASN ...] | prefix | CC | registry | date", a text for each announcement: of the longest prefix that has the
     * address in it, all systems.
     */
    static Optional<Origin> origin(List<String> texts, InetAddress address) {
        List<Announcement> all = texts.stream()
                .limit(MOST_TEXTS)
                .flatMap(text -> announcement(text, address).stream())
                .sorted(Comparator.comparingInt(
                                (Announcement one) -> one.prefix().length())
                        .reversed())
                .toList();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Announcement longest = all.get(0);
        Set<Long> asns = all.stream()
                .filter(one -> one.prefix().equals(longest.prefix()))
                .flatMap(one -> one.asns().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return Optional.of(new Origin(
                new ArrayList<>(asns),
                Optional.empty(),
                Optional.of(longest.prefix().toApi()),
                longest.country(),
                longest.registry()));
    }

    private record Announcement(List<Long> asns, Prefix prefix, Optional<String> country, Optional<String> registry) {}

    private static Optional<Announcement> announcement(String text, InetAddress address) {
        List<String> fields = fields(text);
        if (fields.size() < 2) {
            return Optional.empty();
        }
        List<Long> asns = Stream.of(fields.get(0).split("\\s+"))
                .limit(MOST_ASNS)
                .filter(number -> NUMBER.matcher(number).matches())
                .map(Long::valueOf)
                .filter(number -> number <= HIGHEST_ASN)
                .toList();
        return asns.isEmpty()
                ? Optional.empty()
                : prefix(fields.get(1))
                        .filter(prefix -> prefix.contains(Prefix.of(address)))
                        .map(prefix ->
                                new Announcement(asns, prefix, field(fields, 2, COUNTRY), field(fields, 3, REGISTRY)));
    }

    /** "ASN | CC | registry | date | name, CC": the name. */
    static Optional<String> name(List<String> texts) {
        return texts.stream()
                .limit(MOST_TEXTS)
                .map(CymruParser::fields)
                .filter(fields -> fields.size() >= 5 && !fields.get(4).isEmpty())
                .map(fields -> fields.get(4))
                .findFirst();
    }

    private static List<String> fields(String text) {
        return text.length() > LONGEST_TEXT ? List.of() : List.of(SEPARATOR.split(text.strip(), -1));
    }

    private static Optional<Prefix> prefix(String text) {
        try {
            Prefix prefix = Prefix.parse(text);
            return Optional.of(prefix)
                    .filter(known -> known.length() >= (known.ipv6() ? SHORTEST_IPV6 : SHORTEST_IPV4));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> field(List<String> fields, int index, Pattern pattern) {
        return fields.size() > index
                ? Optional.of(fields.get(index))
                        .filter(field -> pattern.matcher(field).matches())
                : Optional.empty();
    }
}
