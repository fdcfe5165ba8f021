// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.util.List;
import org.pathtracer.AddressFamily;
import org.pathtracer.spi.Support;

/** ICMP echo over raw sockets: shows the most, takes {@code CAP_NET_RAW}. */
public final class RawProvider extends IcmpProvider {
    private static final int PREFERENCE = 20;

    /** For the service loader. */
    public RawProvider() {
        super(SocketKind.RAW);
    }

    @Override
    public String name() {
        return "raw";
    }

    @Override
    public int preference() {
        return PREFERENCE;
    }

    @Override
    String detail() {
        return "raw ICMP sockets";
    }

    @Override
    List<String> limits(AddressFamily family) {
        return List.of();
    }

    @Override
    Support.Refused refused() {
        return new Support.Refused(
                "raw sockets take the capability CAP_NET_RAW",
                List.of("sudo setpriv --reuid=$(id -u) --regid=$(id -g) --init-groups --inh-caps=+net_raw"
                        + " --ambient-caps=+net_raw -- COMMAND"));
    }
}
