// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.ping;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.RateLimit;
import org.pathtracer.Target;
import org.pathtracer.core.engine.Endpoint;
import org.pathtracer.core.engine.EventSink;
import org.pathtracer.core.engine.Launch;
import org.pathtracer.core.engine.ProbeEngine;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.core.scripted.Arrival;
import org.pathtracer.core.scripted.Script;
import org.pathtracer.core.scripted.ScriptedNetwork;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.result.PingTargetRecord;
import org.pathtracer.result.TransportChoiceRecord;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;

/** One ping through the engine over a scripted network; notes when each probe left. */
final class PingBench {
    static final long MILLI = 1_000_000;
    static final ProbeOutcome.SendFailed EPERM =
            new ProbeOutcome.SendFailed("sendmmsg", 1, "EPERM", "a firewall on this host forbids it");

    final List<PingEvent> events = new ArrayList<>();
    final List<Long> sentAt = new ArrayList<>();
    final List<Probe> sent = new ArrayList<>();
    final ScriptedNetwork network;
    final ProbeEngine engine;
    final PingRequest request;
    final Launch<PingResult> launch;
    /** Whether the subscriber lags. */
    boolean full;

    private boolean noteEvents = true;

    PingBench(Script script, PingRequest request) {
        this(script, request, false, UnaryOperator.identity());
    }

    PingBench(
            Script script,
            PingRequest request,
            boolean oneProbePerFlow,
            UnaryOperator<ScriptedNetwork> networkOptions) {
        this.request = request;
        network = networkOptions.apply(new ScriptedNetwork((probe, number) -> {
            note(probe);
            return script.answers(probe, number);
        }));
        network.forgetful();
        engine = new ProbeEngine(network, RateLimit.NONE);
        long now = network.loop().nanoTime();
        Setting setting = new Setting(
                endpoints(request),
                new TransportChoiceRecord("scripted", "test", List.of()),
                oneProbePerFlow,
                engine::now,
                now,
                request.deadline().map(span -> now + span.toNanos()).orElse(Long.MAX_VALUE),
                Instant.EPOCH,
                () -> false,
                false);
        launch = new PingKind(request).launch(setting, new Sink());
        engine.start(launch.operation());
    }

    private static List<Endpoint> endpoints(PingRequest request) {
        return request.targets().stream()
                .flatMap(PingBench::addresses)
                .map(address -> (Endpoint) new Endpoint.Found(
                        PingTargetRecord.at(address),
                        new ProbeProfile(
                                request.probe().protocol(),
                                address,
                                request.probe().destinationPort(),
                                0,
                                request.probe().flowMethod(),
                                request.probe().flowLabel(),
                                60,
                                0,
                                false,
                                0,
                                request.probe().source())))
                .toList();
    }

    private static Stream<InetAddress> addresses(Target target) {
        return target instanceof Target.Block block
                ? block.addresses().stream()
                : Stream.of(((Target.Address) target).address());
    }

    /** Without keeping events, for pings of millions of probes. */
    PingBench quiet() {
        noteEvents = false;
        return this;
    }

    private final class Sink implements EventSink<PingEvent> {
        @Override
        public void accept(PingEvent event) {
            if (noteEvents) {
                events.add(event);
            }
        }

        @Override
        public boolean full() {
            return full;
        }
    }

    /** Lets the subscriber catch up. */
    void makeRoom() {
        full = false;
        engine.wake(launch.operation());
    }

    private void note(Probe probe) {
        if (noteEvents) {
            sentAt.add(network.elapsed());
            sent.add(probe);
        }
    }

    static PingBench of(Script script, UnaryOperator<PingRequest.Builder> options) {
        return new PingBench(script, options.apply(PingRequest.to("192.0.2.1")).build());
    }

    /** Echoes of all targets after so many milliseconds. */
    static Script echo(double millis) {
        return (probe, number) -> List.of(echoOf(probe, millis));
    }

    static Arrival echoOf(Probe probe, double millis) {
        return Arrival.echo((long) (millis * MILLI), probe.profile().destination());
    }

    static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs it to its end. */
    PingResult result() {
        network.loop().runWhile(() -> !launch.result().isDone());
        PingResult result = launch.result().join();
        for (PingSeries series : result.targets()) {
            assertThat(series.statistics().lossRatio()).isBetween(0.0, 1.0);
            assertThat(series.received()).isLessThanOrEqualTo(series.sent());
        }
        return result;
    }

    /** Runs it until this time, then ends it. */
    PingResult cancelledAfter(Duration span) {
        network.loop().runTo(network.loop().nanoTime() + span.toNanos());
        engine.cancel(launch.operation());
        return result();
    }

    <E extends PingEvent> List<E> events(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
