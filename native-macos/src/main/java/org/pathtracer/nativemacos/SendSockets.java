// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.pathtracer.SystemCallException;
import org.pathtracer.nativemacos.libc.Errno;

/**
 * The sockets by which probes leave, one for each kind, shared by all operations. To set the TTL of a socket that has
 * just sent has been reported to change packets that are under way. At most 128: of those that have nothing to send,
 * the one used longest ago makes room.
 */
final class SendSockets {
    static final int MOST = 128;

    /** The one used longest ago first. */
    private final LinkedHashMap<SocketKind, SendSocket> open = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * Returns the socket of a kind.
     *
     * @throws SystemCallException if it can't be opened
     */
    SendSocket of(SocketKind kind, Function<SocketKind, SendSocket> opener) {
        SendSocket known = open.get(kind);
        if (known != null) {
            return known;
        }
        if (open.size() >= MOST) {
            makeRoom();
        }
        SendSocket opened = opener.apply(kind);
        open.put(kind, opened);
        return opened;
    }

    private void makeRoom() {
        SocketKind idle = open.entrySet().stream()
                .filter(entry -> !entry.getValue().busy())
                .findFirst()
                .map(Map.Entry::getKey)
                .orElseThrow(() -> Errno.NAMES.exception("socket", Errno.EMFILE));
        close(idle);
    }

    /** Closes those from a port that is given back. */
    void closeAll(UdpPort port) {
        List<SocketKind> kinds = open.keySet().stream()
                .filter(kind -> kind.sourcePort() == port.number && kind.family() == port.family)
                .toList();
        kinds.forEach(this::close);
    }

    private void close(SocketKind kind) {
        SendSocket sendSocket = open.remove(kind);
        if (sendSocket != null) {
            sendSocket.close();
        }
    }
}
