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
    private @Nullable IoRegistration registration;

    /** Not registered. */
    protected NettyWatch(Runnable onReady) {
        this.onReady = onReady;
    }

    /** Registers it and begins to wait; on the loop's own thread, where that is done when the call returns. */
    public final void begin(IoEventLoop loop) {
        registration = loop.register(this).getNow();
        awaitWritable(false);
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
        if (registration != null && registration.isValid()) {
            await(registration, value);
        }
    }

    @Override
    public final void unregistered() {
        close();
    }

    /** Pollers forget a closed descriptor by themselves. */
    @Override
    public final void close() {
        IoRegistration registered = registration;
        registration = null;
        if (registered != null) {
            registered.cancel();
        }
        closeDescriptor();
    }
}
