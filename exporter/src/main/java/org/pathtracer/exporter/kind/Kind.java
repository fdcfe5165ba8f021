// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.kind;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.pathtracer.exporter.toml.Table;

/** The kinds of measurements. */
public enum Kind {
    PING(Duration.ofSeconds(10)),
    TRACE(Duration.ofMinutes(1)),
    MTU(Duration.ofHours(1)),
    MULTIPATH(Duration.ofHours(1)),
    DNS(Duration.ofSeconds(30)),
    PROBE(Duration.ofSeconds(30)),
    BUFFERBLOAT(Duration.ofHours(6));

    private final Duration interval;

    Kind(Duration interval) {
        this.interval = interval;
    }

    /** Returns its name in a configuration. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the kind of this name. */
    public static Optional<Kind> of(String id) {
        return Stream.of(values()).filter(kind -> kind.id().equals(id)).findFirst();
    }

    /** Reads the settings of a module; what is wrong becomes a problem of the table. */
    public Settings read(Table table) {
        return switch (this) {
            case PING -> PingRounds.read(table);
            case TRACE -> TraceRounds.read(table);
            case MTU -> MtuRounds.read(table);
            case MULTIPATH -> MultipathRounds.read(table);
            case DNS -> DnsRounds.read(table);
            case PROBE -> ProbeRounds.read(table);
            case BUFFERBLOAT -> BufferbloatRounds.read(table);
        };
    }

    /** Returns the time from round to round if a configuration has none. */
    public Duration interval() {
        return interval;
    }
}
