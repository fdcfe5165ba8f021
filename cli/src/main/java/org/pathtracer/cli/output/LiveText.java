// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.output;

import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Shows an operation as text while it runs.
 *
 * @param lines where the text goes
 * @param events writes what happens, and says whether the output is still read
 * @param waiting says what is awaited
 * @param results writes what came of it
 * @param <E> what happens meanwhile
 * @param <R> what comes of it
 */
public record LiveText<E, R>(TerminalLines lines, Predicate<E> events, Supplier<String> waiting, Consumer<R> results)
        implements LiveReport<E, R> {
    @Override
    public boolean onEvent(E event) {
        return events.test(event);
    }

    @Override
    public void onTick() {
        lines.waiting(waiting.get());
    }

    @Override
    public void onResult(R result) {
        results.accept(result);
    }
}
