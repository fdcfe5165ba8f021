// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.publicaddress.PublicAddressFailure;
import org.pathtracer.publicaddress.PublicAddressResult;
import org.pathtracer.publicaddress.PublicAddressSource;

/** The facts of a {@link PublicAddressResult}. */
public record PublicAddressResultRecord(
        Optional<InetAddress> address,
        Optional<PublicAddressSource> source,
        boolean translated,
        AddressInfo info,
        List<PublicAddressFailure> failures,
        boolean known,
        Duration duration)
        implements PublicAddressResult {
    /** Copies the list. */
    public PublicAddressResultRecord {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(info, "info");
        Objects.requireNonNull(failures, "failures");
        Objects.requireNonNull(duration, "duration");
        failures = List.copyOf(failures);
    }
}
