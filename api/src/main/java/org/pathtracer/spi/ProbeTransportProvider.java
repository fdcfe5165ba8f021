// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spi;

import java.util.Optional;
import org.pathtracer.PathTracerException;
import org.pathtracer.TransportProvider;

/**
 * A way to send probes. Found through {@link java.util.ServiceLoader}, or given to
 * {@link org.pathtracer.PathTracer.Builder#transport}. Thread-safe, cheap to make, and inert where it can't work: it
 * may be asked on any operating system.
 *
 * @since 0.1.0
 */
public interface ProbeTransportProvider extends TransportProvider {
    /**
     * Returns the preference. The automatic choice takes the highest of the providers that support the need. The
     * system's own are below 100.
     */
    int preference();

    /**
     * Returns whether the provider is made for the system of this process. A provider that was found as a service and
     * is not takes no part in choices and reports, so that providers of different systems may share a name. Default:
     * true.
     */
    default boolean ofThisSystem() {
        return true;
    }

    /**
     * Returns whether the network exists in this process only. The system's name servers are then not asked about its
     * addresses, and this host's interfaces do not affect its paths. Default: false.
     */
    default boolean simulated() {
        return false;
    }

    /**
     * The names of its network's hosts, if it is {@link #simulated()}. Where there are some, no name server is asked
     * for others, in either direction, unless the user chose one. Default: {@link HostNames#NONE}.
     */
    default HostNames hostNames() {
        return HostNames.NONE;
    }

    /** Returns what is around its network, if it is {@link #simulated()}. Default: empty, nothing but the network. */
    default Optional<Surroundings> surroundings() {
        return Optional.empty();
    }

    /**
     * Returns whether a tracer may open it several times, to probe on several loops at once. The transports must then
     * tell answers to their own probes from answers to the others', and their loops must have the same
     * {@linkplain TransportLoop#nanoTime() clock}. Only ICMP probes go to others than the first. Default: false.
     */
    default boolean severalLoops() {
        return false;
    }

    /**
     * Whether it can do this here and now. May open and close sockets, sends nothing, throws nothing.
     *
     * @param need what an operation needs
     */
    Support supports(ProbeNeed need);

    /**
     * Opens it. Its sockets may be opened later, with the first probe that needs them.
     *
     * @param listener what to tell, always on the loop's thread
     * @throws PathTracerException if it can't be opened
     */
    ProbeTransport open(TransportListener listener);
}
