// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.pathtracer.NotSupportedException;

class IoLoopErrorTest {
    private static final long LIMIT_SECONDS = 30;

    @Test
    void classThatCannotBeLoaded_isToldAndTheLoopGoesOn() throws Exception {
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        CompletableFuture<String> next = new CompletableFuture<>();
        try (IoLoop loop = new IoLoop("test")) {
            loop.onError(error -> told.complete(Failures.forUsers(error)));
            loop.execute(() -> {
                throw new NoClassDefFoundError("some/Class");
            });
            loop.execute(() -> next.complete("ran"));
            assertThat(told.get(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .isInstanceOf(NotSupportedException.class)
                    .hasMessageContaining("some/Class");
            assertThat(next.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo("ran");
        }
    }
}
