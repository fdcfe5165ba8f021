// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.enrich;

import java.util.Objects;
import java.util.Optional;

/**
 * What a registry says of the block that an address is in (RDAP, RFC 9083).
 *
 * @param handle the registry's own name of the block
 * @param name the holder's name of the block
 * @param organisation the organisation that holds it
 * @param country ISO 3166-1 alpha-2
 * @since 0.1.0
 */
public record Registration(
        Optional<String> handle, Optional<String> name, Optional<String> organisation, Optional<String> country) {
    /** Takes no null. */
    public Registration {
        Objects.requireNonNull(handle, "handle");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(organisation, "organisation");
        Objects.requireNonNull(country, "country");
    }
}
