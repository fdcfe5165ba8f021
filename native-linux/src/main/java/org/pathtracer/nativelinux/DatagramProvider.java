// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.util.List;
import org.pathtracer.AddressFamily;
import org.pathtracer.spi.Support;

/** ICMP echo without privileges, where {@code net.ipv4.ping_group_range} allows it (for IPv6 too). */
public final class DatagramProvider extends IcmpProvider {
    private static final int PREFERENCE = 10;
    private static final String NO_QUOTE = "The IP header that a router quotes is not shown,"
            + " so changes to TTL, DSCP and addresses on the way are not seen.";
    private static final String NO_EPERM =
            "A probe that this host's own firewall drops shows as a timeout;" + " the kernel does not tell.";

    /** For the service loader. */
    public DatagramProvider() {
        super(SocketKind.DATAGRAM);
    }

    @Override
    public String name() {
        return "dgram";
    }

    @Override
    public int preference() {
        return PREFERENCE;
    }

    @Override
    String detail() {
        return "unprivileged ICMP sockets with the kernel's error queue";
    }

    @Override
    List<String> limits(AddressFamily family) {
        return family == AddressFamily.IPV6 ? List.of(NO_QUOTE, NO_EPERM) : List.of(NO_QUOTE);
    }

    @Override
    Support.Refused refused() {
        return new Support.Refused(
                "this process's groups are outside net.ipv4.ping_group_range",
                List.of("sudo sysctl -w net.ipv4.ping_group_range=\"0 2147483647\""));
    }
}
