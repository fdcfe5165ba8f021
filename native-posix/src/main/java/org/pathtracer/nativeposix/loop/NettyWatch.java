// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix.loop;

import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandle;
import io.netty.channel.IoRegistration;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** A descriptor that one of Netty's pollers waits for. */
public abstract class NettyWatch implements IoHandle, PollLoop.Watch {
    protected static final System.Logger LOGGER = System.getLogger("org.pathtracer.nativeposix");

    private final Runnable onReady;
    private @Nullable IoEventLoop loop;
    private @Nullable IoRegistration registration;
    private boolean writable;
    private boolean paused;

    /** Not registered. */
    protected NettyWatch(Runnable onReady) {
        this.onReady = onReady;
    }

    /** Registers it and begins to wait; on the loop's own thread, where that is done when the call returns. */
    public final void begin(IoEventLoop on) {
        loop = on;
        registration = on.register(this).getNow();
        awaitWritable(writable);
    }

    /** Tells the poller what is awaited. */
    protected abstract void await(IoRegistration registered, boolean writable);

    /** Closes the descriptor; idempotent. */
    protected abstract void closeDescriptor();

    @Override
    public final void handle(IoRegistration ignored, IoEvent event) {
        try {
            onReady.run();
        } catch (RuntimeException | Error e) {
            // What escapes from here would make Netty's loop sleep for a second.
            LOGGER.log(Level.ERROR, "Handling of a socket's events failed", e);
        }
    }

    @Override
    public final void awaitWritable(boolean value) {
        writable = value;
        if (registration != null && registration.isValid()) {
            await(registration, value);
        }
    }

    @Override
    public final void pause(boolean value) {
        IoRegistration registered = registration;
        if (value && registered != null) {
            paused = true;
            registration = null;
            registered.cancel();
        } else if (!value && paused && loop != null) {
            paused = false;
            begin(loop);
        }
    }

    @Override
    public final void unregistered() {
        if (!paused) {
            close();
        }
    }

    /** Pollers forget a closed descriptor by themselves. */
    @Override
    public final void close() {
        IoRegistration registered = registration;
        registration = null;
        paused = false;
        if (registered != null) {
            registered.cancel();
        }
        closeDescriptor();
    }
}
