// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.pathtracer.AddressFamily;
import org.pathtracer.SystemCallException;
import org.pathtracer.nativewindows.win32.WindowsError;
import org.pathtracer.spi.ProbeProfile;

/**
 * Where probes leave from. Windows knows no interface of a request, only a source address, and sends from the interface
 * that has it. Listing interfaces is slow there, so what was found is good for a while.
 */
final class LocalAddresses {
    private static final long LIFE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private record Wanted(int interfaceIndex, AddressFamily family, boolean linkLocal) {}

    private record Found(InetAddress address, long untilNanos) {}

    private final Map<Wanted, Found> known = new HashMap<>();

    /**
     * The source address of a profile's probes; empty for what the routing table says.
     *
     * @throws SystemCallException if its interface has no address that fits
     */
    Optional<InetAddress> source(ProbeProfile profile) {
        if (profile.source().isPresent() || profile.interfaceIndex() == 0) {
            return profile.source();
        }
        Wanted wanted = new Wanted(
                profile.interfaceIndex(),
                profile.family(),
                profile.destination() instanceof Inet6Address address && address.isLinkLocalAddress());
        long now = System.nanoTime();
        Found found = known.get(wanted);
        if (found == null || found.untilNanos - now <= 0) {
            known.clear();
            found = new Found(look(wanted), now + LIFE_NANOS);
            known.put(wanted, found);
        }
        return Optional.of(found.address);
    }

    private static InetAddress look(Wanted wanted) {
        try {
            NetworkInterface device = NetworkInterface.getByIndex(wanted.interfaceIndex);
            return Stream.ofNullable(device)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(wanted.family::includes)
                    .filter(address ->
                            wanted.family == AddressFamily.IPV4 || address.isLinkLocalAddress() == wanted.linkLocal)
                    .findFirst()
                    .orElseThrow(() -> failure(wanted));
        } catch (SocketException e) {
            throw failure(wanted);
        }
    }

    private static SystemCallException failure(Wanted wanted) {
        return new SystemCallException(
                "looking for a source address",
                WindowsError.ERROR_NOT_FOUND,
                WindowsError.name(WindowsError.ERROR_NOT_FOUND),
                "interface %d has no %s address for this target".formatted(wanted.interfaceIndex, wanted.family));
    }
}
