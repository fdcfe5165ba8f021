// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.pathtracer.PathTracer;
import org.pathtracer.ProbeCounters;
import org.pathtracer.RejectionReason;

/**
 * What a tracer has sent and received in all: {@code pathtracer.probes.*}.
 *
 * @since 0.1.0
 */
public final class TracerMetrics implements MeterBinder {
    private final PathTracer tracer;

    /** Of this tracer, also after its close. */
    public TracerMetrics(PathTracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        count(registry, "sent", "Probes that left this host", ProbeCounters::sent);
        count(registry, "answered", "Probes that were answered", ProbeCounters::answered);
        count(registry, "duplicates", "Further answers to answered probes", ProbeCounters::duplicates);
        count(registry, "lost.here", "Packets that this host received and lost itself", ProbeCounters::lostHere);
        for (RejectionReason reason : RejectionReason.values()) {
            FunctionCounter.builder(
                            "pathtracer.probes.rejected",
                            tracer,
                            any -> any.counters().rejected(reason))
                    .description("What arrived and was taken for no answer")
                    .tag("reason", reason.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .register(registry);
        }
        Gauge.builder(
                        "pathtracer.probes.in.flight",
                        tracer,
                        any -> any.counters().inFlight())
                .description("Probes that wait for an answer or their timeout")
                .register(registry);
    }

    private void count(MeterRegistry registry, String name, String what, ToLongFunction<ProbeCounters> value) {
        FunctionCounter.builder("pathtracer.probes." + name, tracer, any -> value.applyAsLong(any.counters()))
                .description(what)
                .register(registry);
    }
}
