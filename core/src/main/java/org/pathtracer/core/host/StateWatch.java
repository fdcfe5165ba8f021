// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.host;

import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathtracer.PathTracerException;
import org.pathtracer.core.loop.Timers;
import org.pathtracer.interfaces.NetworkState;
import org.pathtracer.spi.HostNetwork;

/** Compares states of the host, at signs of a change, and tells of those that differ. */
final class StateWatch implements AutoCloseable {
    /** One change comes as many messages. */
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** Between two looks where the system gives no signs. */
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** Begins with the first message: a logger takes more time than a short run has. */
    private static final class Logging {
        static final System.Logger LOGGER = System.getLogger(StateWatch.class.getName());
    }

    private final HostNetwork network;
    private final Consumer<NetworkState> onChange;
    private final Timers timers;
    private final AtomicBoolean waiting = new AtomicBoolean();

    private final Object lock = new Object();
    private Optional<NetworkState> last = Optional.empty();
    private HostNetwork.@Nullable Watch watch;
    private boolean closed;

    StateWatch(HostNetwork network, Consumer<NetworkState> onChange, Timers timers) {
        this.network = network;
        this.onChange = onChange;
        this.timers = timers;
    }

    /** Starts; {@code looking} if there will be no signs. */
    void begin(boolean looking) {
        HostNetwork.Watch begun = network.watch(this::sign);
        synchronized (lock) {
            watch = begun;
            last = Optional.of(network.state());
            if (closed) {
                begun.close();
                return;
            }
        }
        if (looking) {
            again();
        }
    }

    private void again() {
        later(
                () -> {
                    look();
                    again();
                },
                LOOK_NANOS);
    }

    /** Many at once count as one. */
    private void sign() {
        if (!waiting.getAndSet(true)) {
            later(
                    () -> {
                        waiting.set(false);
                        look();
                    },
                    REST_NANOS);
        }
    }

    private void later(Runnable task, long nanos) {
        synchronized (lock) {
            if (closed) {
                return;
            }
        }
        try {
            timers.schedule(task, nanos);
        } catch (RejectedExecutionException e) {
            // The tracer is closed.
        }
    }

    private void look() {
        synchronized (lock) {
            if (closed) {
                return;
            }
            try {
                NetworkState state = network.state();
                if (!last.equals(Optional.of(state))) {
                    last = Optional.of(state);
                    onChange.accept(state);
                }
            } catch (PathTracerException e) {
                Logging.LOGGER.log(System.Logger.Level.WARNING, "A change may be missed: {0}", e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        HostNetwork.Watch begun;
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            begun = watch;
        }
        if (begun != null) {
            begun.close();
        }
    }
}
