// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spi;

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
    /** Automatic choice prefers the higher of those that support what is needed. The system's own are below 100. */
    int preference();

    /**
     * Whether it is made for the system that this process runs on. One that was found as a service and is not takes no
     * part in choices and reports, so that those of different systems may share a name. True unless said.
     */
    default boolean ofThisSystem() {
        return true;
    }

    /**
     * Whether its network exists in this process alone. Then nothing about its addresses is asked of the system's name
     * servers, and this host's interfaces tell nothing of its paths. False unless said.
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
