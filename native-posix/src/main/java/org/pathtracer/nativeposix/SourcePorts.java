// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pathtracer.AddressFamily;
import org.pathtracer.SystemCallException;
import org.pathtracer.nativeposix.libc.ErrorNames;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.TransportLoop;

/**
 * The source ports that a transport holds, shared by all operations. They are opened when first needed and closed when
 * no probe has used them for ten seconds, or when the room for 1024 is used up: then the one used longest ago, of those
 * from which no probe is in flight, makes room; if there is none, the probe fails.
 *
 * @param <P> what holds a port
 */
public final class SourcePorts<P extends LocalPort> {
    /** Opens a port. */
    public interface Opener<P> {
        /**
         * The port, open.
         *
         * @throws SystemCallException if it is not to be had
         */
        P open(AddressFamily family, int number);
    }

    private static final Set<String> TAKEN = Set.of("EADDRINUSE", "EACCES");
    private static final int MOST = 1024;
    private static final long IDLE_NANOS = 10_000_000_000L;

    private record Key(AddressFamily family, int number) {}

    private final TransportLoop loop;
    private final ErrorNames errors;
    private final int[] blocks;
    private final Opener<P> opener;
    /** The one used longest ago first. */
    private final LinkedHashMap<Key, P> open = new LinkedHashMap<>(16, 0.75f, true);
    /** Ports of our own choice, by distance from a block's first. */
    private final Map<Key, P> chosen = new HashMap<>();

    private TransportLoop.@Nullable Timer sweep;

    /**
     * None yet.
     *
     * @param blocks first ports of the blocks from which flows get theirs if the user does not say: the first block in
     *     which a flow's port is free, so that flow n has the same port in every run
     */
    public SourcePorts(TransportLoop loop, ErrorNames errors, int[] blocks, Opener<P> opener) {
        this.loop = loop;
        this.errors = errors;
        this.blocks = blocks.clone();
        this.opener = opener;
    }

    /**
     * The port of a probe's flow.
     *
     * @throws SystemCallException if it is not to be had
     */
    public P of(Probe probe) {
        AddressFamily family = probe.profile().family();
        int asked = probe.profile().sourcePort();
        P port = asked > 0 ? numbered(family, probe.sourcePort(asked)) : choose(family, probe);
        port.usedNanos = loop.nanoTime();
        return port;
    }

    private P numbered(AddressFamily family, int number) {
        P known = open.get(new Key(family, number));
        return known != null ? known : open(family, number);
    }

    private P choose(AddressFamily family, Probe probe) {
        Key flow = new Key(family, probe.sourcePort(1));
        P known = chosen.get(flow);
        if (known != null) {
            // For the order of use.
            open.get(new Key(family, known.number));
            return known;
        }
        P port = firstFree(family, probe);
        chosen.put(flow, port);
        return port;
    }

    private P firstFree(AddressFamily family, Probe probe) {
        SystemCallException refusal = null;
        for (int first : blocks) {
            int number = probe.sourcePort(first);
            try {
                if (!open.containsKey(new Key(family, number))) {
                    return open(family, number);
                }
            } catch (SystemCallException e) {
                if (!errors.isOneOf(e, TAKEN)) {
                    throw e;
                }
                refusal = e;
            }
        }
        throw refusal != null ? refusal : errors.exception("bind", errors.number("EADDRINUSE"));
    }

    private P open(AddressFamily family, int number) {
        if (open.size() >= MOST) {
            makeRoom();
        }
        P port = opener.open(family, number);
        open.put(new Key(family, number), port);
        if (sweep == null) {
            sweep = loop.schedule(this::closeIdle, loop.nanoTime() + IDLE_NANOS);
        }
        return port;
    }

    private void makeRoom() {
        for (P port : open.values()) {
            if (port.users == 0) {
                close(port);
                return;
            }
        }
        throw new SystemCallException(
                "bind",
                errors.number("EMFILE"),
                errors.name(errors.number("EMFILE")),
                "probes are in flight from all %d source ports that a transport holds at a time; probe fewer flows at once"
                        .formatted(MOST));
    }

    private void closeIdle() {
        sweep = null;
        long now = loop.nanoTime();
        List<P> idle = new ArrayList<>();
        for (P port : open.values()) {
            if (port.users == 0 && now - port.usedNanos >= IDLE_NANOS) {
                idle.add(port);
            }
        }
        idle.forEach(this::close);
        if (!open.isEmpty()) {
            sweep = loop.schedule(this::closeIdle, now + IDLE_NANOS);
        }
    }

    private void close(P port) {
        open.remove(new Key(port.family, port.number));
        chosen.values().removeIf(ours -> ours == port);
        port.close();
    }
}
