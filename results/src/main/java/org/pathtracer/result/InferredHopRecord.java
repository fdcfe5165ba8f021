// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.util.Objects;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.trace.InferredHop;

/** The facts of an {@link InferredHop}. */
public record InferredHopRecord(InetAddress address, int traces) implements InferredHop {
    /** Checks the number. */
    public InferredHopRecord {
        Objects.requireNonNull(address, "address");
        if (traces < 1) {
            throw new IllegalArgumentException("inferred from no trace");
        }
    }

    @Override
    public String toString() {
        return CanonicalAddress.of(address) + " inferred from " + Sentences.count(traces, "other trace");
    }
}
