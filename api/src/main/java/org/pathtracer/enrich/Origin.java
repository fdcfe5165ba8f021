// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.enrich;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The network that an address is announced from.
 *
 * @param asns numbers of the autonomous systems that announce it, 0 to 4294967295; several where sources disagree or
 *     several do (multi-origin). Never empty
 * @param asName name of the first of them
 * @param prefix the block that is announced
 * @param country where the block is registered, as ISO 3166-1 alpha-2
 * @param registry the registry that gave it out, such as {@code ripencc}
 * @since 0.1.0
 */
public record Origin(
        List<Long> asns,
        Optional<String> asName,
        Optional<IpPrefix> prefix,
        Optional<String> country,
        Optional<String> registry) {
    /** Copies the list. */
    public Origin {
        Objects.requireNonNull(asns, "asns");
        Objects.requireNonNull(asName, "asName");
        Objects.requireNonNull(prefix, "prefix");
        Objects.requireNonNull(country, "country");
        Objects.requireNonNull(registry, "registry");
        asns = List.copyOf(asns);
    }
}
