// SPDX-License-Identifier: Apache-2.0
/**
 * The owners of the addresses of a path: names, networks, places, and the segment of the path that each hop is in.
 * {@link org.pathtracer.enrich.EnrichmentOptions} says which servers are asked for what.
 */
@NullMarked
package org.pathtracer.enrich;

import org.jspecify.annotations.NullMarked;
