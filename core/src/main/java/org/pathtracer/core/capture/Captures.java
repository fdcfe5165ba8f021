// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.capture;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import org.pathtracer.NotSupportedException;
import org.pathtracer.PacketCapture;
import org.pathtracer.TracerClosedException;
import org.pathtracer.core.engine.ProbeListener;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.spi.PacketSource;
import org.pathtracer.spi.Probe;

/** A tracer's captures. Thread-safe; tells all of them what the engines tell. */
public final class Captures implements ProbeListener, AutoCloseable {
    private static final System.Logger LOG = System.getLogger("org.pathtracer");

    private final CopyOnWriteArrayList<Capture> running = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /** Starts one; see {@link org.pathtracer.PathTracer#capture}. */
    public PacketCapture start(OutputStream out) {
        requireOpen();
        PacketSource source = ServiceLoader.load(PacketSource.class, Captures.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(PacketSource::ofThisSystem)
                .findFirst()
                .orElseThrow(() -> new NotSupportedException("Packets can't be captured here: that takes Linux, and the"
                        + " artifact pathtracer-native-linux on the class or module path"));
        return start(source, out);
    }

    PacketCapture start(PacketSource source, OutputStream out) {
        Capture capture = Capture.start(source, out, running::remove);
        running.add(capture);
        if (capture.failed()) {
            // Before it was in the list, so that it could not be taken out.
            running.remove(capture);
        }
        if (closed) {
            close(capture);
            requireOpen();
        }
        return capture;
    }

    private void requireOpen() {
        if (closed) {
            throw new TracerClosedException("The tracer is closed");
        }
    }

    @Override
    public void leaving(Probe probe) {
        for (Capture capture : running) {
            capture.leaving(probe);
        }
    }

    @Override
    public void ended(Probe probe, ProbeOutcome outcome) {
        for (Capture capture : running) {
            capture.ended(probe, outcome);
        }
    }

    @Override
    public void abandoned(Probe probe) {
        for (Capture capture : running) {
            capture.abandoned(probe);
        }
    }

    /** Ends all of them. */
    @Override
    public void close() {
        closed = true;
        running.forEach(Captures::close);
    }

    private static void close(Capture capture) {
        try {
            capture.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "A packet capture could not be written", e);
        }
    }
}
