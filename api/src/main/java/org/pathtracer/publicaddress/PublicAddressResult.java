// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.publicaddress;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.enrich.AddressInfo;

/**
 * What servers say of this host's address.
 *
 * @param address the address; empty if no server reported one
 * @param source who told it
 * @param translated whether no interface of this host has it, so that there is a translator (NAT) on the way
 * @param info the network it belongs to, the access provider's, as far as
 *     {@link org.pathtracer.PathTracer.Builder#enrichment} says who may be asked
 * @param failures what those said that were asked before, or all if none told it
 * @param known whether it was known before, so that no server was asked
 * @param duration of the search
 * @since 0.1.0
 */
public record PublicAddressResult(
        Optional<InetAddress> address,
        Optional<PublicAddressSource> source,
        boolean translated,
        AddressInfo info,
        List<String> failures,
        boolean known,
        Duration duration) {
    /** Copies the list. */
    public PublicAddressResult {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(info, "info");
        Objects.requireNonNull(failures, "failures");
        Objects.requireNonNull(duration, "duration");
        failures = List.copyOf(failures);
    }
}
