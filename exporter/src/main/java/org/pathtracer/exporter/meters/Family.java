// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.meters;

import java.util.List;

/**
 * A name under which there is a series for each target.
 *
 * @param type what it is
 * @param name as it is scraped
 * @param help one line
 * @param labels beside those of the target
 */
public record Family(Type type, String name, String help, List<String> labels) {
    /** What a family is. */
    public enum Type {
        /** It grows. */
        COUNTER,
        /** It has a value. */
        GAUGE,
        /** It counts times in seconds by how long they are. */
        HISTOGRAM
    }

    /** Copies the list. */
    public Family {
        labels = List.copyOf(labels);
    }

    /** Returns a family of counters. Its name ends with {@code _total}. */
    public static Family counter(String name, String help, String... labels) {
        return new Family(Type.COUNTER, name, help, List.of(labels));
    }

    /** Returns a family of gauges. */
    public static Family gauge(String name, String help, String... labels) {
        return new Family(Type.GAUGE, name, help, List.of(labels));
    }

    /** Returns a family of histograms. Its name ends with {@code _seconds}. */
    public static Family histogram(String name, String help, String... labels) {
        return new Family(Type.HISTOGRAM, name, help, List.of(labels));
    }
}
