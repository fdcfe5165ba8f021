// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.pathtracer.AddressFamily;
import org.pathtracer.Limit;
import org.pathtracer.NotSupportedException;
import org.pathtracer.SystemCallException;
import org.pathtracer.TransportLimit;
import org.pathtracer.core.nativecode.Loaded;
import org.pathtracer.core.nativecode.NativeLinker;
import org.pathtracer.core.nativecode.NativeLinkers;
import org.pathtracer.nativewindows.win32.IcmpCalls;
import org.pathtracer.nativewindows.win32.Windows;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.spi.Support;
import org.pathtracer.spi.TransportListener;

/** ICMP probes by the ICMP helper of Windows, which needs no privileges. */
public final class WindowsProvider implements ProbeTransportProvider {
    /** Why there are no UDP probes, from any transport. */
    public static final String NO_UDP =
            "Windows tells a program without elevation nothing of the ICMP errors that answer its datagrams";

    private static final int PREFERENCE = 10;
    private static final List<Limit<TransportLimit>> LIMITS = List.of(
            new Limit<>(
                    TransportLimit.FLOW,
                    "The checksum, identifier and sequence number of a probe are the system's, so probes have no constant flow:"
                            + " a load balancer may send each its own way."),
            new Limit<>(
                    TransportLimit.QUOTED_PACKET,
                    "Nothing of the packet that a router quotes is shown, nor its extensions (MPLS labels, interfaces)."),
            new Limit<>(
                    TransportLimit.ANSWER,
                    "Of an error, its kind is shown as one of a few, so a prohibited probe looks like an unreachable network or"
                            + " host; its TTL on arrival is not shown, nor the MTU of the next link."),
            new Limit<>(
                    TransportLimit.TIMESTAMPS,
                    "Times are taken by this process, before the call and after its event, so that answers within a moment may seem"
                            + " reordered."),
            new Limit<>(
                    TransportLimit.PROBE_HEADER,
                    "The interface is chosen by its address, and whether the traffic class is heeded depends on the version of"
                            + " the system."),
            new Limit<>(
                    TransportLimit.UNCOUNTED_LOSS,
                    "Packets that this host loses itself are not counted: the system does not tell, and they look like loss in the"
                            + " network."));

    /** Loading takes a while, and a library stays loaded anyway. */
    private static final Map<String, Loaded<Windows>> LOADED = new ConcurrentHashMap<>();

    private final String helper6Library;

    /** For the service loader. */
    public WindowsProvider() {
        this(Windows.HELPER);
    }

    /** With the calls for IPv6 from another library, for tests. */
    WindowsProvider(String helper6Library) {
        this.helper6Library = helper6Library;
    }

    @Override
    public String name() {
        return "icmphelper";
    }

    @Override
    public int preference() {
        return PREFERENCE;
    }

    @Override
    public boolean ofThisSystem() {
        return Windows.isThisSystem();
    }

    @Override
    public Support supports(ProbeNeed need) {
        String unavailability = Windows.unavailability();
        if (!unavailability.isEmpty()) {
            return new Support.Unsupported(unavailability);
        }
        return switch (need.protocol()) {
            case ICMP -> icmp(need);
            case UDP -> new Support.Unsupported(NO_UDP);
            case TCP -> new Support.Unsupported("it sends echo requests only; `winsock` sends TCP");
        };
    }

    private Support icmp(ProbeNeed need) {
        if (need.features().contains(ProbeNeed.Feature.FLOW_LABEL)) {
            return new Support.Unsupported("it can't set a flow label");
        } else if (need.features().contains(ProbeNeed.Feature.IDENTIFICATION)) {
            return new Support.Unsupported("it can't set the IPv4 identification");
        } else if (need.features().contains(ProbeNeed.Feature.MARK)) {
            return new Support.Unsupported("Windows has no marks of packets");
        }
        Loaded<Windows> loaded = loaded();
        if (!loaded.works()) {
            return loaded.failure().support();
        }
        try {
            IcmpCalls calls = loaded.calls();
            calls.close(need.family(), calls.open(need.family()));
            return new Support.Available(
                    "unprivileged echo requests by "
                            + (need.family() == AddressFamily.IPV6 ? "Icmp6SendEcho2" : "IcmpSendEcho2Ex"),
                    LIMITS);
        } catch (SystemCallException e) {
            return new Support.Unsupported(String.valueOf(e.getMessage()));
        } catch (LinkageError | RuntimeException e) {
            return new Support.Unsupported("the ICMP helper can't be called: " + e);
        }
    }

    private Loaded<Windows> loaded() {
        Loaded<NativeLinker> linker = NativeLinkers.loaded();
        return LOADED.computeIfAbsent(
                helper6Library,
                name -> linker.works() ? Loaded.bound(() -> Windows.load(name)) : Loaded.none(linker.failure()));
    }

    @Override
    public ProbeTransport open(TransportListener listener) {
        String unavailability = Windows.unavailability();
        if (!unavailability.isEmpty()) {
            throw new NotSupportedException(unavailability);
        }
        return new WindowsTransport(loaded().calls(), "pathtracer-" + name(), listener);
    }
}
