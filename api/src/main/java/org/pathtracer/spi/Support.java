// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spi;

import java.util.List;
import java.util.Objects;
import org.pathtracer.Limit;
import org.pathtracer.TransportLimit;
import org.pathtracer.annotation.NotForImplementation;

/**
 * The answer of a provider's {@link ProbeTransportProvider#supports}.
 *
 * @since 0.1.0
 */
@NotForImplementation
public sealed interface Support {
    /**
     * It works.
     *
     * @param detail how, a phrase
     * @param limits what it can't do or see
     * @param oneProbePerFlow whether only one probe of a flow to a destination can be in flight at a time
     */
    record Available(String detail, List<Limit<TransportLimit>> limits, boolean oneProbePerFlow) implements Support {
        /** Copies the list. */
        public Available {
            Objects.requireNonNull(detail, "detail");
            Objects.requireNonNull(limits, "limits");
            limits = List.copyOf(limits);
        }

        /** With any number of probes in flight. */
        public Available(String detail, List<Limit<TransportLimit>> limits) {
            this(detail, limits, false);
        }
    }

    /**
     * The system refuses it, but could be made to allow it.
     *
     * @param reason why not, a phrase
     * @param remedies commands of which each would enable it
     */
    record Refused(String reason, List<String> remedies) implements Support {
        /** Copies the list. */
        public Refused {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(remedies, "remedies");
            remedies = List.copyOf(remedies);
        }
    }

    /**
     * It can't, with any privilege.
     *
     * @param reason why not, a phrase
     */
    record Unsupported(String reason) implements Support {
        /** Takes no null. */
        public Unsupported {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
