// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.format;

import java.util.Optional;
import java.util.function.Supplier;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.Run;
import org.pathtracer.SizedRequestBuilder;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.address.CanonicalAddress;

/**
 * What was asked for, as far as a head tells of it, by the options that a result has.
 *
 * @since 0.1.0
 */
public final class Asked {
    private Asked() {}

    /** Returns the request of a trace; empty if its result does not tell. */
    public static Optional<TraceRequest> of(TraceResult trace) {
        return number(trace, "maxHops")
                .flatMap(maxHops -> valid(() -> {
                    TraceRequest.Builder builder = TraceRequest.to(CanonicalAddress.of(trace.address()))
                            .protocol(trace.protocol())
                            .maxHops(maxHops)
                            .enrichment(Boolean.parseBoolean(trace.options().get("enrichment")));
                    number(trace, "firstHop").ifPresent(builder::firstHop);
                    return sized(builder, trace).build();
                }));
    }

    /** Returns the request of a ping of one target; empty if its result does not tell. */
    public static Optional<PingRequest> of(PingResult ping) {
        if (ping.options().isEmpty() || ping.addresses().size() != 1) {
            return Optional.empty();
        }
        return valid(() -> sized(
                        PingRequest.to(CanonicalAddress.of(ping.addresses().get(0)))
                                .protocol(ping.protocol()),
                        ping)
                .build());
    }

    private static <B extends SizedRequestBuilder<B>> B sized(B builder, Run run) {
        number(run, "size").ifPresent(builder::size);
        return builder;
    }

    private static Optional<Integer> number(Run run, String option) {
        return Optional.ofNullable(run.options().get(option)).flatMap(text -> valid(() -> Integer.valueOf(text)));
    }

    /** A document from elsewhere may have options that are none. */
    private static <T> Optional<T> valid(Supplier<T> value) {
        try {
            return Optional.of(value.get());
        } catch (InvalidRequestException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
