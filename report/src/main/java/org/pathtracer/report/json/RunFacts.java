// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.json;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.MonitorResult;
import org.pathtracer.Run;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.OptionValues;

/**
 * What a document says of a run beside its result.
 *
 * @param host name of the host that measured
 * @param version of PathTracer there
 * @param interval between the traces of a monitor
 * @since 0.1.0
 */
public record RunFacts(Optional<String> host, Optional<String> version, Optional<Duration> interval) {
    /** Takes no null. */
    public RunFacts {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(interval, "interval");
    }

    /** Returns what is known of a run on this host. */
    public static RunFacts of(Reportable result) {
        return new RunFacts(
                ThisHost.name(),
                ThisHost.version(),
                result instanceof MonitorResult monitor
                        ? OptionValues.of(monitor).span("interval")
                        : Optional.empty());
    }

    /** Returns nothing, as for what happens while a run lasts, and for results within another one. */
    public static RunFacts none() {
        return new RunFacts(Optional.empty(), Optional.empty(), Optional.empty());
    }

    void members(Run run, JsonDocument json) throws IOException {
        json.string("sourceAddress", run.source().map(AddressText::of));
        members("host", json);
        if (!run.options().isEmpty()) {
            json.value("options", run.options());
        }
    }

    /** The same of what is no run. */
    void members(JsonDocument json) throws IOException {
        members("host", json);
    }

    /**
     * The same where another host is told too.
     *
     * @param name of the member that tells this host
     */
    void members(String name, JsonDocument json) throws IOException {
        json.string(name, host);
        json.string("version", version);
    }
}
