// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.statistics;

/** The probes of a span of time. Once it has ended, it does not change any more. */
final class Bucket {
    long sent;
    final RttRecorder rtts = new RttRecorder();

    Bucket copy() {
        Bucket copy = new Bucket();
        copy.append(this);
        return copy;
    }

    void append(Bucket later) {
        sent += later.sent;
        rtts.append(later.rtts);
    }
}
