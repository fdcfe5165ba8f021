// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.bufferbloat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.pathtracer.BufferbloatEvent;
import org.pathtracer.BufferbloatRequest;
import org.pathtracer.BufferbloatResult;
import org.pathtracer.RateLimit;
import org.pathtracer.core.engine.Launch;
import org.pathtracer.core.engine.ProbeEngine;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.core.load.Loads;
import org.pathtracer.core.scripted.Arrival;
import org.pathtracer.core.scripted.ScriptedNetwork;
import org.pathtracer.core.scripted.ScriptedPath;
import org.pathtracer.result.TransportChoiceRecord;
import org.pathtracer.spi.LoadGenerator;
import org.pathtracer.spi.LoadProvider;
import org.pathtracer.spi.LoadTarget;
import org.pathtracer.spi.ProbeProfile;

/** One test through the engine over a path of four hops; under load, hops answer later from one of them on. */
final class BufferbloatBench {
    private static final int DISTANCE = 4;

    final List<BufferbloatEvent> events = new ArrayList<>();
    final VirtualLoad load;
    final ProbeEngine engine;
    final Launch<BufferbloatResult> launch;
    final ScriptedNetwork network;
    int delayedFrom = 2;
    long delay = 400 * VirtualLoad.MILLI;

    BufferbloatBench(UnaryOperator<BufferbloatRequest.Builder> options, Consumer<VirtualLoad> loadOptions) {
        this(options, loadOptions, new ScriptedPath(DISTANCE), false);
    }

    BufferbloatBench(
            UnaryOperator<BufferbloatRequest.Builder> options,
            Consumer<VirtualLoad> loadOptions,
            ScriptedPath path,
            boolean oneProbePerFlow) {
        BufferbloatRequest request = options.apply(BufferbloatRequest.against(URI.create("https://198.51.100.9/nq"))
                        .idle(Duration.ofSeconds(2))
                        .duration(Duration.ofSeconds(10)))
                .build();
        network = new ScriptedNetwork((probe, number) -> path.answers(probe, number).stream()
                .map(answer -> probe.ttl() >= delayedFrom && busy() ? later(answer) : answer)
                .toList());
        network.forgetful();
        load = new VirtualLoad(network);
        loadOptions.accept(load);
        engine = new ProbeEngine(network, RateLimit.NONE);
        long now = network.loop().nanoTime();
        Setting setting = new Setting(
                ProbeProfile.echo(ScriptedPath.TARGET, 60),
                new TransportChoiceRecord("scripted", "test", List.of()),
                oneProbePerFlow,
                engine::now,
                now,
                request.deadline().map(span -> now + span.toNanos()).orElse(Long.MAX_VALUE),
                Instant.EPOCH);
        launch = new BufferbloatKind(request, new Loads(this::later, provider())).launch(setting, events::add);
        engine.start(launch.operation());
    }

    private Future<?> later(Runnable task, long nanos) {
        network.loop().schedule(task, network.loop().nanoTime() + nanos);
        return CompletableFuture.completedFuture(null);
    }

    private boolean busy() {
        return load.busy();
    }

    private Arrival later(Arrival answer) {
        return new Arrival(answer.delay() + delay, answer.kind(), answer.from(), answer.code(), 0);
    }

    private LoadProvider provider() {
        return new LoadProvider() {
            @Override
            public String name() {
                return "virtual";
            }

            @Override
            public LoadGenerator open(LoadTarget target) {
                return load;
            }
        };
    }

    static BufferbloatBench of(UnaryOperator<BufferbloatRequest.Builder> options) {
        return new BufferbloatBench(options, nothing -> {});
    }

    BufferbloatResult result() {
        network.loop().runWhile(() -> !launch.result().isDone());
        return launch.result().join();
    }

    BufferbloatResult cancelledAfter(Duration span) {
        network.loop().runTo(network.loop().nanoTime() + span.toNanos());
        engine.cancel(launch.operation());
        launch.onCancel().run();
        return result();
    }

    <E extends BufferbloatEvent> List<E> events(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
