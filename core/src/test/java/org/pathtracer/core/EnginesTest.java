// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.pathtracer.NotSupportedException;
import org.pathtracer.PathTracer;
import org.pathtracer.RateLimit;
import org.pathtracer.SystemCallException;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.TracerClosedException;
import org.pathtracer.core.engine.ProbeEngine;
import org.pathtracer.core.scripted.FakeProvider;
import org.pathtracer.core.scripted.Script;
import org.pathtracer.core.scripted.ScriptedNetwork;
import org.pathtracer.spi.ProbeTransportProvider;

/** Transports are opened once, by one, and if one can't be, the next takes its place. */
class EnginesTest {
    private static final SystemCallException NO_MORE =
            new SystemCallException("socket", 24, "EMFILE", "raise the limit of open files");

    private static FakeProvider failing(String name) {
        return FakeProvider.opening(name, () -> {
            throw NO_MORE;
        });
    }

    private static FakeProvider working(String name) {
        return FakeProvider.opening(name, () -> TracerBench.chain(3));
    }

    @Test
    void transportThatCanNotBeOpened_isReplacedByTheNextThatSaysWhy() {
        try (PathTracer tracer = TracerBench.tracer(Optional.empty(), failing("first"), working("second"))) {
            TraceResult result = tracer.trace(TracerBench.request());
            assertThat(result.reached()).isTrue();
            assertThat(result.transport().name()).isEqualTo("second");
            assertThat(result.transport().reason())
                    .startsWith("not first: it could not be opened, ")
                    .contains("EMFILE");
        }
    }

    @Test
    void transportAskedFor_isReplacedByNone() {
        try (PathTracer tracer = TracerBench.tracer(Optional.empty(), failing("first"), working("second"))) {
            TraceRequest request =
                    TraceRequest.to(TracerBench.TARGET).transport("first").build();
            assertThatThrownBy(() -> tracer.trace(request)).isSameAs(NO_MORE);
        }
    }

    @Test
    void noneThatCanBeOpened_givesTheFailureOfOne() {
        try (PathTracer tracer = TracerBench.tracer(Optional.empty(), failing("first"), failing("second"))) {
            assertThatThrownBy(() -> tracer.trace(TracerBench.request()))
                    .isSameAs(NO_MORE)
                    .satisfies(
                            e -> assertThat(e.getSuppressed()).hasAtLeastOneElementOfType(NotSupportedException.class));
        }
    }

    @Test
    void slowOpening_holdsUpOnlyWhatNeedsIt() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        FakeProvider slow = FakeProvider.opening("slow", () -> {
            begun.countDown();
            awaitUninterrupted(goOn);
            return new ScriptedNetwork(Script.SILENCE);
        });
        Engines engines = engines();
        CompletableFuture<ProbeEngine> first = CompletableFuture.supplyAsync(() -> of(engines, slow));
        begun.await();
        assertThat(engines.warm()).isFalse();
        ProbeEngine other = engines.first(working("other"));
        assertThat(engines.warm()).isTrue();
        CompletableFuture<ProbeEngine> second = CompletableFuture.supplyAsync(() -> of(engines, slow));
        assertThat(first).isNotDone();
        goOn.countDown();
        assertThat(first.join()).isSameAs(second.join()).isNotSameAs(other);
        other.close();
    }

    @Test
    void closeDuringTheOpening_closesWhatIsOpened() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ScriptedNetwork network = ScriptedNetwork.still();
        FakeProvider slow = FakeProvider.opening("slow", () -> {
            begun.countDown();
            awaitUninterrupted(goOn);
            return network;
        });
        Engines engines = engines();
        CompletableFuture<ProbeEngine> opening = CompletableFuture.supplyAsync(() -> of(engines, slow));
        begun.await();
        assertThat(engines.shutDown()).isEmpty();
        goOn.countDown();
        assertThatThrownBy(opening::join).hasCauseInstanceOf(TracerClosedException.class);
        assertThat(network.closed()).isTrue();
        assertThatThrownBy(() -> engines.first(slow)).isInstanceOf(TracerClosedException.class);
    }

    @Test
    void failedOpening_isTriedAgain() throws InterruptedException {
        List<ScriptedNetwork> later = new ArrayList<>();
        FakeProvider once = FakeProvider.opening("once", () -> {
            if (later.isEmpty()) {
                later.add(new ScriptedNetwork(Script.SILENCE));
                throw NO_MORE;
            }
            return later.get(0);
        });
        Engines engines = engines();
        assertThatThrownBy(() -> engines.first(once)).isSameAs(NO_MORE);
        assertThat(engines.first(once)).isSameAs(engines.first(once));
    }

    /** The tracer's close drops what its threads have not begun, such as this. */
    @Test
    void brokenTransportThatIsNotClosedYet_isClosedWithTheOthers() throws InterruptedException {
        ScriptedNetwork first = ScriptedNetwork.still();
        Queue<ProbeTransportProvider> networks = new ArrayDeque<>(List.of(first, ScriptedNetwork.still()));
        FakeProvider provider = FakeProvider.opening("series", networks::remove);
        Engines engines = engines(task -> {});
        ProbeEngine broken = engines.first(provider);
        first.breakDown(NO_MORE);
        while (!broken.broken()) {
            Thread.onSpinWait();
        }
        ProbeEngine next = engines.first(provider);
        assertThat(first.closed()).isFalse();
        List<ProbeEngine> open = engines.shutDown();
        assertThat(open).containsExactlyInAnyOrder(broken, next);
        open.forEach(ProbeEngine::close);
        assertThat(first.closed()).isTrue();
    }

    private static Engines engines() {
        return engines(Runnable::run);
    }

    private static Engines engines(Executor closer) {
        return new Engines(1, RateLimit.NONE, (provider, limit) -> new ProbeEngine(provider, RateLimit.NONE), closer);
    }

    private static ProbeEngine of(Engines engines, ProbeTransportProvider provider) {
        try {
            return engines.first(provider);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
