// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.publicaddress;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.enrich.AddressInfo;

/**
 * What servers say of this host's address.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface PublicAddressResult extends Reportable {
    /** Returns the address; empty if no server reported one. */
    Optional<InetAddress> address();

    /** Returns the source that told it. */
    Optional<PublicAddressSource> source();

    /** Returns whether no interface of this host has it, so that there is a translator (NAT) on the way. */
    boolean translated();

    /**
     * Returns the network it belongs to, the access provider's, as far as
     * {@link org.pathtracer.PathTracer.Builder#enrichment} says which servers may be asked.
     */
    AddressInfo info();

    /** Returns the failures of the sources that were asked before, in their order; of all if none told it. */
    List<PublicAddressFailure> failures();

    /** Returns whether it was known before, so that no server was asked. */
    boolean known();

    /** Returns the duration of the search. */
    Duration duration();
}
