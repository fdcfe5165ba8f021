// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.util.List;
import java.util.Objects;
import org.pathtracer.Limit;
import org.pathtracer.TransportChoice;
import org.pathtracer.TransportLimit;

/** The facts of a {@link TransportChoice}. */
public record TransportChoiceRecord(String name, String reason, List<Limit<TransportLimit>> limits, long lostHere)
        implements TransportChoice {
    /** Copies the list. */
    public TransportChoiceRecord {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(limits, "limits");
        limits = List.copyOf(limits);
    }

    /** On a host that lost nothing. */
    public TransportChoiceRecord(String name, String reason, List<Limit<TransportLimit>> limits) {
        this(name, reason, limits, 0);
    }

    /** Returns the same with another number of lost packets. */
    public static TransportChoice withLostHere(TransportChoice choice, long lostHere) {
        return new TransportChoiceRecord(choice.name(), choice.reason(), choice.limits(), lostHere);
    }
}
