// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.pathtracer.SystemCallException;
import org.pathtracer.nativemacos.libc.Errno;

/**
 * The sockets by which probes leave, one for each way, shared by all operations. To set the TTL of a socket that has
 * just sent has been reported to change packets that are under way. At most 128: of those that have nothing to send,
 * the one used longest ago makes room.
 */
final class Outlets {
    static final int MOST = 128;

    /** The one used longest ago first. */
    private final LinkedHashMap<Way, Outlet> open = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * The socket of a way.
     *
     * @throws SystemCallException if it can't be opened
     */
    Outlet of(Way way, Function<Way, Outlet> opener) {
        Outlet known = open.get(way);
        if (known != null) {
            return known;
        }
        if (open.size() >= MOST) {
            makeRoom();
        }
        Outlet opened = opener.apply(way);
        open.put(way, opened);
        return opened;
    }

    private void makeRoom() {
        Way idle = open.entrySet().stream()
                .filter(entry -> !entry.getValue().busy())
                .findFirst()
                .map(Map.Entry::getKey)
                .orElseThrow(() -> Errno.NAMES.exception("socket", Errno.EMFILE));
        close(idle);
    }

    /** Closes those from a port that is given back. */
    void closeAll(UdpPort port) {
        List<Way> ways = open.keySet().stream()
                .filter(way -> way.sourcePort() == port.number && way.family() == port.family)
                .toList();
        ways.forEach(this::close);
    }

    private void close(Way way) {
        Outlet outlet = open.remove(way);
        if (outlet != null) {
            outlet.close();
        }
    }
}
