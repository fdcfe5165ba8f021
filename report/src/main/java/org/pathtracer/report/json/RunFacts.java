// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.json;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.Run;
import org.pathtracer.report.format.AddressText;

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
    public static RunFacts of(Object result) {
        return new RunFacts(
                ThisHost.name(),
                ThisHost.version(),
                result instanceof Run run
                        ? Optional.ofNullable(run.options().get("interval")).map(RunFacts::span)
                        : Optional.empty());
    }

    /** Returns nothing, as for what happens while a run lasts. */
    static RunFacts none() {
        return new RunFacts(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The value of an option: {@code 1s} or {@code 1.5ms}. */
    private static Duration span(String text) {
        return text.endsWith("ms")
                ? Duration.ofNanos(Math.round(Double.parseDouble(text.substring(0, text.length() - 2)) * 1e6))
                : Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1)));
    }

    void members(Run run, JsonDocument json) throws IOException {
        json.string("sourceAddress", run.source().map(AddressText::of));
        json.string("host", host);
        json.string("version", version);
        if (!run.options().isEmpty()) {
            json.value("options", run.options());
        }
    }
}
