// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.WindowsJvm;
import org.pathtracer.spi.ProbeTransportProvider;

/** What the Windows JVM is told of the lab around it, as system properties. */
public final class There {
    /** From here on, an IPv4 block of which nothing is ever heard. */
    static final String SILENT = "10.97.0.0/16";

    static final String PROHIBITED = "10.98.0.0/16";

    /** A library with the calls for IPv6, in the Windows JVM. */
    private static final String DOUBLE_PROPERTY = "there.double";

    private static final String WINSOCK_PROPERTY = "there.winsock";

    private There() {}

    /** What is tested. */
    static ProbeTransportProvider provider() {
        return new WindowsProvider(System.getProperty(DOUBLE_PROPERTY));
    }

    /** A double of Winsock, in the Windows JVM. */
    public static String winsock() {
        return System.getProperty(WINSOCK_PROPERTY);
    }

    /**
     * The arguments of {@code java} that tell it.
     *
     * @param helper6 a double of the ICMP helper for IPv6
     * @param winsock a double of Winsock
     */
    static List<String> tell(Lab lab, Path helper6, Path winsock) {
        Stream<String> library = Stream.of(
                "-D" + DOUBLE_PROPERTY + "=" + WindowsJvm.path(helper6),
                "-D" + WINSOCK_PROPERTY + "=" + WindowsJvm.path(winsock));
        Stream<String> hops = Stream.of(Family.values())
                .map(family -> "-Dthere.hops." + family + "="
                        + String.join(
                                ",",
                                lab.hops(family).stream()
                                        .map(InetAddress::getHostAddress)
                                        .toList()));
        return Stream.concat(library, hops).toList();
    }

    /** The routers in their order, and the target. */
    public static List<InetAddress> hops(Family family) {
        return Stream.of(System.getProperty("there.hops." + family).split(","))
                .map(Probes::address)
                .toList();
    }

    public static InetAddress target(Family family) {
        List<InetAddress> hops = hops(family);
        return hops.get(hops.size() - 1);
    }

    static InetAddress silent(int i) {
        return Probes.address("10.97." + i / 256 + "." + i % 256);
    }

    static InetAddress prohibited() {
        return Probes.address("10.98.0.9");
    }

    /** To where the first router has no route. */
    static InetAddress unreachable() {
        return Probes.address("192.0.2.9");
    }
}
