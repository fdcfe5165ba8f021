// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.cache;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.pathtracer.core.address.Prefix;
import org.pathtracer.enrich.IpPrefix;
import org.pathtracer.enrich.Location;
import org.pathtracer.enrich.Origin;
import org.pathtracer.enrich.Registration;

/** How a value is written to a file, and read. A change of any needs another version of the file. */
interface Codec<T> {
    void write(DataOutput out, T value) throws IOException;

    /** May throw any unchecked exception for bytes that are no such value. */
    T read(DataInput in) throws IOException;

    Codec<String> TEXT = of(DataOutput::writeUTF, DataInput::readUTF);

    Codec<Long> NUMBER = of(DataOutput::writeLong, DataInput::readLong);

    Codec<Prefix> PREFIX = of(
            (out, prefix) -> {
                out.writeLong(prefix.high());
                out.writeLong(prefix.low());
                out.writeByte(prefix.length());
                out.writeBoolean(prefix.ipv6());
            },
            in -> new Prefix(in.readLong(), in.readLong(), in.readUnsignedByte(), in.readBoolean()));

    Codec<IpPrefix> IP_PREFIX = of(
            (out, prefix) -> PREFIX.write(out, Prefix.of(prefix)),
            in -> PREFIX.read(in).toApi());

    Codec<Optional<String>> OPTIONAL_TEXT = optional(TEXT);

    Codec<Origin> ORIGIN = of(
            (out, origin) -> {
                list(NUMBER).write(out, origin.asns());
                OPTIONAL_TEXT.write(out, origin.asName());
                optional(IP_PREFIX).write(out, origin.prefix());
                OPTIONAL_TEXT.write(out, origin.country());
                OPTIONAL_TEXT.write(out, origin.registry());
            },
            in -> new Origin(
                    list(NUMBER).read(in),
                    OPTIONAL_TEXT.read(in),
                    optional(IP_PREFIX).read(in),
                    OPTIONAL_TEXT.read(in),
                    OPTIONAL_TEXT.read(in)));

    Codec<Location> LOCATION = of(
            (out, location) -> {
                OPTIONAL_TEXT.write(out, location.country());
                OPTIONAL_TEXT.write(out, location.city());
                degrees(out, location.latitude());
                degrees(out, location.longitude());
            },
            in -> new Location(OPTIONAL_TEXT.read(in), OPTIONAL_TEXT.read(in), degrees(in), degrees(in)));

    Codec<Registration> REGISTRATION = of(
            (out, registration) -> {
                OPTIONAL_TEXT.write(out, registration.handle());
                OPTIONAL_TEXT.write(out, registration.name());
                OPTIONAL_TEXT.write(out, registration.organisation());
                OPTIONAL_TEXT.write(out, registration.country());
            },
            in -> new Registration(
                    OPTIONAL_TEXT.read(in), OPTIONAL_TEXT.read(in), OPTIONAL_TEXT.read(in), OPTIONAL_TEXT.read(in)));

    private static void degrees(DataOutput out, OptionalDouble value) throws IOException {
        out.writeDouble(value.orElse(Double.NaN));
    }

    private static OptionalDouble degrees(DataInput in) throws IOException {
        double value = in.readDouble();
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    static <T> Codec<Optional<T>> optional(Codec<T> codec) {
        return of(
                (out, value) -> {
                    out.writeBoolean(value.isPresent());
                    if (value.isPresent()) {
                        codec.write(out, value.get());
                    }
                },
                in -> in.readBoolean() ? Optional.of(codec.read(in)) : Optional.empty());
    }

    private static <T> Codec<List<T>> list(Codec<T> codec) {
        return of(
                (out, values) -> {
                    out.writeShort(values.size());
                    for (T value : values) {
                        codec.write(out, value);
                    }
                },
                in -> {
                    int size = in.readUnsignedShort();
                    List<T> values = new ArrayList<>();
                    for (int i = 0; i < size; i++) {
                        values.add(codec.read(in));
                    }
                    return values;
                });
    }

    private static <T> Codec<T> of(Writer<T> writer, Reader<T> reader) {
        return new Codec<>() {
            @Override
            public void write(DataOutput out, T value) throws IOException {
                writer.write(out, value);
            }

            @Override
            public T read(DataInput in) throws IOException {
                return reader.read(in);
            }
        };
    }

    /** Half of a codec. */
    interface Writer<T> {
        void write(DataOutput out, T value) throws IOException;
    }

    /** The other half. */
    interface Reader<T> {
        T read(DataInput in) throws IOException;
    }
}
