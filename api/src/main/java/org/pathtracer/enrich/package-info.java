// SPDX-License-Identifier: Apache-2.0
/**
 * Who owns the addresses of a path: names, networks, places, and the segment of the path that each hop is in. What is
 * asked of whom, {@link org.pathtracer.enrich.EnrichmentOptions} says.
 */
@NullMarked
package org.pathtracer.enrich;

import org.jspecify.annotations.NullMarked;
