// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.enrich;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where an address is thought to be. Databases guess; routers are often misplaced.
 *
 * @param country ISO 3166-1 alpha-2
 * @param city in English
 * @param latitude in degrees, -90 to 90, north is positive
 * @param longitude in degrees, -180 to 180, east is positive
 * @since 0.1.0
 */
public record Location(
        Optional<String> country, Optional<String> city, OptionalDouble latitude, OptionalDouble longitude) {
    /** Takes no null. */
    public Location {
        Objects.requireNonNull(country, "country");
        Objects.requireNonNull(city, "city");
        Objects.requireNonNull(latitude, "latitude");
        Objects.requireNonNull(longitude, "longitude");
    }
}
