// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.json;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.MonitorRequest;
import org.pathtracer.Request;
import org.pathtracer.report.format.AddressText;

/**
 * What a document says of a run beside its result. This is the one place that takes it from the library: once a result
 * tells its source address and options itself, {@link #of} reads them there.
 *
 * @param sourceAddress that the probes left from, if it was chosen
 * @param host name of the host that measured
 * @param version of PathTracer there
 * @param interval between the traces of a monitor
 * @param options that the run had; a value is a text, a number, a truth, a list or a map of these
 * @since 0.1.0
 */
public record RunFacts(
        Optional<InetAddress> sourceAddress,
        Optional<String> host,
        Optional<String> version,
        Optional<Duration> interval,
        Map<String, Object> options) {
    /** Takes no null. */
    public RunFacts {
        Objects.requireNonNull(sourceAddress, "sourceAddress");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(interval, "interval");
        Objects.requireNonNull(options, "options");
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /** Returns what is known of a run on this host. */
    public static RunFacts of(Optional<Request<?, ?>> request) {
        return new RunFacts(
                request.flatMap(known -> known.probe().source()),
                ThisHost.name(),
                ThisHost.version(),
                request.filter(MonitorRequest.class::isInstance).map(known -> ((MonitorRequest) known).interval()),
                request.map(RequestOptions::of).orElse(Map.of()));
    }

    /** Returns nothing, as for what happens while a run lasts. */
    static RunFacts none() {
        return new RunFacts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
    }

    void members(JsonDocument json) throws IOException {
        json.string("sourceAddress", sourceAddress.map(AddressText::of));
        json.string("host", host);
        json.string("version", version);
        if (!options.isEmpty()) {
            json.value("options", options);
        }
    }
}
