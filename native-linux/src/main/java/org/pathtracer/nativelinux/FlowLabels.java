// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.net.InetAddress;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.pathtracer.nativelinux.libc.LinuxCalls;

/** The IPv6 flow labels that a socket may send with. The kernel grants an unprivileged socket no more than 32. */
final class FlowLabels {
    private static final int MOST = 16;

    private final LinuxCalls calls;
    private final int fd;
    /** The one used longest ago first. */
    private final Set<Integer> leased = new LinkedHashSet<>();

    FlowLabels(LinuxCalls calls, int fd) {
        this.calls = calls;
        this.fd = fd;
    }

    /**
     * Lets the socket send with a label (1 to 1048575); 0 or errno. The label used longest ago may have to go: the
     * kernel asks for a label only at the moment of sending.
     */
    int lease(InetAddress destination, int label) {
        if (leased.remove(label)) {
            leased.add(label);
            return 0;
        }
        if (leased.size() == MOST) {
            Iterator<Integer> oldest = leased.iterator();
            calls.returnFlowLabel(fd, oldest.next());
            oldest.remove();
        }
        int errno = calls.leaseFlowLabel(fd, destination, label);
        if (errno == 0) {
            leased.add(label);
        }
        return errno;
    }
}
