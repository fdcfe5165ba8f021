// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.nativecode;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A native library's calls, or why there are none. What failed once fails again for as long as the process lives, since
 * jffi tries only once: so the first failure is kept, and told each time.
 *
 * @param <L> its calls
 */
public final class Loaded<L> {
    private final @Nullable L calls;
    private final @Nullable LoadFailure failure;

    private Loaded(@Nullable L calls, @Nullable LoadFailure failure) {
        this.calls = calls;
        this.failure = failure;
    }

    /** Takes what is loaded. */
    public static <L> Loaded<L> with(L calls) {
        return new Loaded<>(calls, null);
    }

    /** Looks its functions up in what is loaded. */
    public static <L> Loaded<L> bound(Supplier<L> binder) {
        try {
            return with(binder.get());
        } catch (LinkageError | RuntimeException e) {
            return none(LoadFailure.of(e));
        }
    }

    /**
     * Loads what unpacks its native part. The loader must call it, since it may put off what fails until the first
     * call.
     */
    public static <L> Loaded<L> by(Supplier<L> loader) {
        ExtractionFolder folder = ExtractionFolder.choose();
        try {
            return new Loaded<>(loader.get(), null);
        } catch (LinkageError | RuntimeException | OutOfMemoryError e) {
            return new Loaded<>(null, LoadFailure.of(e, folder));
        } finally {
            folder.release();
        }
    }

    /** None, for a reason that nothing would change. */
    public static <L> Loaded<L> none(LoadFailure failure) {
        return new Loaded<>(null, failure);
    }

    /** Whether {@link #calls()} works. */
    public boolean works() {
        return calls != null;
    }

    /** Why it does not; without a reason if it does. */
    public LoadFailure failure() {
        return failure == null ? new LoadFailure("", List.of()) : failure;
    }

    /**
     * The calls.
     *
     * @throws org.pathtracer.NotSupportedException if there are none
     */
    public L calls() {
        if (calls == null) {
            throw failure().exception();
        }
        return calls;
    }
}
