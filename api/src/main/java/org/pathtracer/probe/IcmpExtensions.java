// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.probe;

import java.util.List;
import java.util.Objects;

/**
 * What a router appended to an ICMP error (RFC 4884).
 *
 * @param objects in their order; those before the first damaged one
 * @param damaged whether there was an extension structure whose version, checksum or lengths are wrong
 * @since 0.1.0
 */
public record IcmpExtensions(List<IcmpExtension> objects, boolean damaged) {
    /** Nothing was appended, or the transport does not see it. */
    public static final IcmpExtensions NONE = new IcmpExtensions(List.of(), false);

    /** Copies the list. */
    public IcmpExtensions {
        Objects.requireNonNull(objects, "objects");
        objects = List.copyOf(objects);
    }
}
