// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class LimiterTest {
    private final List<CompletableFuture<String>> started = new ArrayList<>();

    private CompletableFuture<String> start() {
        CompletableFuture<String> lookup = new CompletableFuture<>();
        started.add(lookup);
        return lookup;
    }

    @Test
    void furtherOnes_waitInTurn() {
        Limiter limiter = new Limiter(2, 10);
        List<CompletableFuture<String>> results = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            results.add(limiter.submit(this::start));
        }
        assertThat(started).hasSize(2);
        started.get(1).complete("b");
        assertThat(results.get(1)).isCompletedWithValue("b");
        assertThat(started).hasSize(3);
        started.get(0).completeExceptionally(new IllegalStateException("no"));
        assertThat(results.get(0)).isCompletedExceptionally();
        started.get(2).complete("c");
        started.get(3).complete("d");
        assertThat(results.get(3)).isCompletedWithValue("d");
        limiter.submit(this::start);
        limiter.submit(this::start);
        assertThat(started).hasSize(6);
    }

    @Test
    void fullQueue_refuses() {
        Limiter limiter = new Limiter(1, 1);
        limiter.submit(this::start);
        limiter.submit(this::start);
        assertThatThrownBy(limiter.submit(this::start)::join).hasCauseInstanceOf(RejectedExecutionException.class);
        assertThat(started).hasSize(1);
    }

    @Test
    void oneThatFailsToStart_makesRoom() {
        Limiter limiter = new Limiter(1, 10);
        CompletableFuture<String> failed = limiter.submit(() -> {
            throw new IllegalStateException("no");
        });
        assertThat(failed).isCompletedExceptionally();
        limiter.submit(this::start);
        assertThat(started).hasSize(1);
    }
}
