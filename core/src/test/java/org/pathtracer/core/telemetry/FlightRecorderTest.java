// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.RateLimit;
import org.pathtracer.TraceRequest;
import org.pathtracer.core.engine.Operation;
import org.pathtracer.core.engine.ProbeEngine;
import org.pathtracer.core.engine.Settings;
import org.pathtracer.core.scripted.ScriptedNetwork;
import org.pathtracer.core.scripted.ScriptedPath;
import org.pathtracer.core.trace.TraceStrategy;
import org.pathtracer.spi.ProbeProfile;

/** What Flight Recorder shows of a trace. */
class FlightRecorderTest {
    @TempDir
    private Path directory;

    @Test
    void trace_leavesItsProbesAndItself() throws IOException, ParseException {
        List<RecordedEvent> events = record();
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().equals("pathtracer.Operation"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getString("destination")).isEqualTo(ScriptedPath.TARGET.getHostAddress());
                    assertThat(event.getString("stopReason")).isEqualTo("DESTINATION");
                });
        List<RecordedEvent> probes = events.stream()
                .filter(event -> event.getEventType().getName().equals("pathtracer.Probe"))
                .toList();
        assertThat(probes)
                .filteredOn(event -> event.getInt("ttl") == 2)
                .hasSize(3)
                .allSatisfy(event -> {
                    assertThat(event.getString("outcome")).isEqualTo("TimeExceeded");
                    assertThat(event.getString("responder"))
                            .isEqualTo(ScriptedPath.router(2).getHostAddress());
                    assertThat(event.getDuration("rtt")).isEqualTo(Duration.ofMillis(2));
                });
        assertThat(probes)
                .filteredOn(event -> event.getInt("ttl") == 3)
                .extracting(event -> event.getString("outcome"))
                .containsOnly("Timeout");
        assertThat(probes)
                .extracting(event -> event.getString("destination"))
                .containsOnly(ScriptedPath.TARGET.getHostAddress());
    }

    /** By the template that users get. */
    private List<RecordedEvent> record() throws IOException, ParseException {
        Configuration template = Configuration.create(Path.of("../docs/pathtracer.jfc"));
        assertThat(template.getSettings()).containsEntry("pathtracer.LostHere#enabled", "true");
        try (Recording recording = new Recording(template)) {
            recording.start();
            trace();
            recording.stop();
            Path file = directory.resolve("trace.jfr");
            recording.dump(file);
            return RecordingFile.readAllEvents(file);
        }
    }

    private static void trace() {
        ScriptedNetwork network = new ScriptedNetwork(new ScriptedPath(4).silentAt(3));
        TraceRequest request = TraceRequest.to("t")
                .queries(3)
                .adaptiveTimeout(new org.pathtracer.AdaptiveTimeout(false, 1, 1, Duration.ofMillis(1)))
                .build();
        Operation<TraceStrategy.Findings> operation = new Operation<>(
                new TraceStrategy(request, Settings.of(ProbeProfile.echo(ScriptedPath.TARGET, 60)), event -> {}),
                ScriptedPath.TARGET,
                request.probe(),
                request.timeout().toNanos(),
                Long.MAX_VALUE);
        new ProbeEngine(network, RateLimit.NONE).start(operation);
        network.loop().run();
        assertThat(operation.future()).isCompleted();
    }
}
