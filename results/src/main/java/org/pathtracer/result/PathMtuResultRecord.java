// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.pathtracer.PathMtuResult;
import org.pathtracer.mtu.LimitingHop;
import org.pathtracer.mtu.PathMtuVerdict;
import org.pathtracer.mtu.SizeStep;
import org.pathtracer.probe.ProbeOutcome;

/** The facts of a {@link PathMtuResult}. */
public record PathMtuResultRecord(
        String target,
        InetAddress address,
        RunRecord run,
        OptionalInt pathMtu,
        PathMtuVerdict verdict,
        Optional<LimitingHop> limitingHop,
        List<SizeStep> steps)
        implements PathMtuResult, RecordedRun {
    /** Copies the list. */
    public PathMtuResultRecord {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(pathMtu, "pathMtu");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(limitingHop, "limitingHop");
        Objects.requireNonNull(steps, "steps");
        steps = List.copyOf(steps);
    }

    @Override
    public OptionalInt reportedMtu() {
        return steps.stream()
                .map(SizeStep::evidence)
                .flatMapToInt(evidence -> evidence instanceof ProbeOutcome.Unreachable report
                        ? report.nextMtu().stream()
                        : IntStream.empty())
                .min();
    }

    @Override
    public boolean reached() {
        return pathMtu.isPresent();
    }

    @Override
    public String toString() {
        return "path MTU to %s: %s (%s)"
                .formatted(
                        Sentences.target(target, address),
                        pathMtu.isPresent() ? pathMtu.getAsInt() + " bytes" : "not known",
                        Sentences.word(verdict));
    }
}
