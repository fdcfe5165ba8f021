// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.host;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.pathtracer.SystemCallException;
import org.pathtracer.interfaces.InterfaceFlag;
import org.pathtracer.interfaces.InterfaceType;
import org.pathtracer.interfaces.LocalInterface;
import org.pathtracer.interfaces.NetworkState;
import org.pathtracer.interfaces.Route;
import org.pathtracer.spi.HostNetwork;

/** As much as Java itself knows, on any system: no default routes, no gateways, and no signs of changes. */
public final class JavaNetwork implements HostNetwork {
    private static final int ANY_PORT = 9;
    private static final HexFormat HARDWARE = HexFormat.ofDelimiter(":");

    @Override
    public boolean available() {
        return true;
    }

    @Override
    public NetworkState state() {
        try {
            return new NetworkState(
                    NetworkInterface.networkInterfaces()
                            .map(JavaNetwork::read)
                            .sorted(Comparator.comparingInt(LocalInterface::index))
                            .toList(),
                    List.of());
        } catch (SocketException e) {
            throw failure(e);
        }
    }

    private static SystemCallException failure(SocketException cause) {
        return new SystemCallException("listing the interfaces", 0, "error", String.valueOf(cause.getMessage()));
    }

    private static LocalInterface read(NetworkInterface device) {
        try {
            int mtu = device.getMTU();
            return new LocalInterface(
                    device.getName(),
                    device.getIndex(),
                    type(device),
                    Optional.empty(),
                    flags(device),
                    mtu > 0 ? OptionalInt.of(mtu) : OptionalInt.empty(),
                    Optional.ofNullable(device.getHardwareAddress()).map(HARDWARE::formatHex),
                    device.getInterfaceAddresses().stream()
                            .map(JavaNetwork::address)
                            .toList());
        } catch (SocketException e) {
            throw failure(e);
        }
    }

    private static org.pathtracer.interfaces.InterfaceAddress address(InterfaceAddress address) {
        return new org.pathtracer.interfaces.InterfaceAddress(address.getAddress(), address.getNetworkPrefixLength());
    }

    private static InterfaceType type(NetworkInterface device) throws SocketException {
        if (device.isLoopback()) {
            return InterfaceType.LOOPBACK;
        } else if (device.isPointToPoint()) {
            return InterfaceType.POINT_TO_POINT;
        }
        return device.getHardwareAddress() == null ? InterfaceType.OTHER : InterfaceType.ETHERNET;
    }

    private static Set<InterfaceFlag> flags(NetworkInterface device) throws SocketException {
        Set<InterfaceFlag> flags = EnumSet.noneOf(InterfaceFlag.class);
        if (device.isUp()) {
            flags.add(InterfaceFlag.UP);
            flags.add(InterfaceFlag.RUNNING);
        }
        if (device.isLoopback()) {
            flags.add(InterfaceFlag.LOOPBACK);
        }
        if (device.isPointToPoint()) {
            flags.add(InterfaceFlag.POINT_TO_POINT);
        }
        if (device.supportsMulticast()) {
            flags.add(InterfaceFlag.MULTICAST);
        }
        return flags;
    }

    /** A datagram socket that is connected sends nothing, but has chosen its route. */
    @Override
    public Optional<Route> routeTo(InetAddress target) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(target, ANY_PORT);
            InetAddress source = socket.getLocalAddress();
            return source.isAnyLocalAddress()
                    ? Optional.empty()
                    : Optional.ofNullable(NetworkInterface.getByInetAddress(source))
                            .map(device -> new Route(
                                    device.getName(), Optional.of(source), Optional.empty(), OptionalLong.empty()));
        } catch (SocketException | RuntimeException e) {
            // There is no route. Java throws an unchecked exception for some causes.
            return Optional.empty();
        }
    }

    /** It never calls; watchers must look. */
    @Override
    public Watch watch(Runnable onSign) {
        return () -> {};
    }
}
