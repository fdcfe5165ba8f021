// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.metric;

/** The state of one series, as small as it can be. Guarded by the {@link Series} of its target. */
abstract class Point {
    private final OwnLabels own;

    Point(OwnLabels own) {
        this.own = own;
    }

    OwnLabels own() {
        return own;
    }

    /** Adds its lines to a text. */
    abstract void write(Lines lines, byte[] target, Text text);

    /** A counter or a gauge. */
    static final class Value extends Point {
        private double value;

        Value(OwnLabels own) {
            super(own);
        }

        double value() {
            return value;
        }

        void add(long more) {
            value += more;
        }

        void set(double now) {
            value = now;
        }

        @Override
        void write(Lines lines, byte[] target, Text text) {
            lines.begin(target, own(), text).add(value).newLine();
        }
    }
}
