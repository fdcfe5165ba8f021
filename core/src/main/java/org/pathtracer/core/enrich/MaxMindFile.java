// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.enrich;

import com.maxmind.db.DatabaseRecord;
import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Networks;
import com.maxmind.db.Reader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.core.address.Prefix;
import org.pathtracer.enrich.IpPrefix;
import org.pathtracer.enrich.Location;
import org.pathtracer.enrich.Origin;

/**
 * A database file in MaxMind's format, with the fields of GeoLite2-ASN and GeoLite2-City; others make files with the
 * same fields. It is mapped into memory: replace it under its name, don't write into it.
 */
final class MaxMindFile implements Closeable {
    private static final long HIGHEST_ASN = 0xffffffffL;
    private static final double STRAIGHT = 180;
    private static final int RECORDS_LOOKED_AT = 64;

    private final Path file;
    private final Reader reader;

    private MaxMindFile(Path file, Reader reader) {
        this.file = file;
        this.reader = reader;
    }

    /** Throws {@link InvalidRequestException} if it is no such file, or has no autonomous systems. */
    static MaxMindFile ofNetworks(Path file) {
        return open(file).with("AS numbers", Set.of("autonomous_system_number"));
    }

    /** Throws {@link InvalidRequestException} if it is no such file, or has no places. */
    static MaxMindFile ofPlaces(Path file) {
        return open(file).with("places", Set.of("country", "city", "location"));
    }

    /**
     * By its first records, since makers name the types of their files as they like: a file of another type would find
     * nothing, and say nothing.
     */
    private MaxMindFile with(String what, Set<String> fields) {
        int seen = 0;
        try {
            Networks<Map<?, ?>> all = networks();
            while (seen < RECORDS_LOOKED_AT && all.hasNext()) {
                seen++;
                if (!Collections.disjoint(all.next().data().keySet(), fields)) {
                    return this;
                }
            }
        } catch (IOException | InvalidNetworkException | RuntimeException e) {
            close();
            throw new InvalidRequestException("%s can't be used as a database: %s".formatted(file, e.getMessage()));
        }
        if (seen == 0) {
            return this;
        }
        String type = reader.getMetadata().databaseType();
        close();
        throw new InvalidRequestException(
                "%s is a database of type %s, which has no %s: give one that has them, such as %s"
                        .formatted(file, type, what, fields.contains("city") ? "GeoLite2-City" : "GeoLite2-ASN"));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no class of a generic type
    private Networks<Map<?, ?>> networks() throws IOException, InvalidNetworkException {
        return (Networks) reader.networks(Map.class);
    }

    /** Throws {@link InvalidRequestException} if it is no such file. */
    static MaxMindFile open(Path file) {
        try {
            return new MaxMindFile(file, new Reader(file.toFile()));
        } catch (IOException | RuntimeException e) {
            throw new InvalidRequestException("%s can't be used as a database: %s".formatted(file, e.getMessage()));
        }
    }

    Optional<Origin> origin(InetAddress address) {
        return record(address).flatMap(MaxMindFile::origin);
    }

    private static Optional<Origin> origin(DatabaseRecord<Map<?, ?>> found) {
        Map<?, ?> record = data(found);
        return number(record, "autonomous_system_number")
                .map(Number::longValue)
                .filter(asn -> asn > 0 && asn <= HIGHEST_ASN)
                .map(asn -> new Origin(
                        List.of(asn),
                        text(record, "autonomous_system_organization"),
                        Optional.of(prefix(found)),
                        Optional.empty(),
                        Optional.empty()));
    }

    Optional<Location> location(InetAddress address) {
        return record(address).flatMap(found -> location(data(found)));
    }

    private static Optional<Location> location(Map<?, ?> record) {
        Location location = new Location(
                text(member(record, "country"), "iso_code"),
                text(member(member(record, "city"), "names"), "en"),
                degrees(record, "latitude", STRAIGHT / 2),
                degrees(record, "longitude", STRAIGHT));
        boolean empty = location.country().isEmpty()
                && location.city().isEmpty()
                && location.latitude().isEmpty();
        return empty ? Optional.empty() : Optional.of(location);
    }

    private static OptionalDouble degrees(Map<?, ?> record, String name, double limit) {
        return number(member(record, "location"), name)
                .map(Number::doubleValue)
                .filter(value -> Math.abs(value) <= limit)
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the reader knows classes, not types
    private Optional<DatabaseRecord<Map<?, ?>>> record(InetAddress address) {
        try {
            DatabaseRecord found = reader.getRecord(Prefix.unmapped(address), Map.class);
            return found.data() == null ? Optional.empty() : Optional.of(found);
        } catch (IOException | RuntimeException e) {
            // The reader throws unchecked exceptions too for some of what it can't read.
            throw new UncheckedIOException(new IOException("%s is damaged: %s".formatted(file, e.getMessage()), e));
        }
    }

    private static Map<?, ?> data(DatabaseRecord<Map<?, ?>> found) {
        @Nullable Map<?, ?> data = found.data();
        return data == null ? Map.of() : data;
    }

    private static IpPrefix prefix(DatabaseRecord<Map<?, ?>> found) {
        // In the tree of a file for both families, IPv4 is a part of IPv6.
        return Prefix.of(found.network().networkAddress(), found.network().prefixLength())
                .toApi();
    }

    private static Map<?, ?> member(Map<?, ?> record, String name) {
        return record.get(name) instanceof Map<?, ?> member ? member : Map.of();
    }

    private static Optional<String> text(Map<?, ?> record, String name) {
        return Optional.ofNullable(record.get(name))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    private static Optional<Number> number(Map<?, ?> record, String name) {
        return Optional.ofNullable(record.get(name))
                .filter(Number.class::isInstance)
                .map(Number.class::cast);
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
