// SPDX-License-Identifier: Apache-2.0
/**
 * The parts of what {@link org.pathtracer.PathTracer#discoverPaths(org.pathtracer.MultipathRequest)} finds: a graph of
 * routers and links.
 */
@NullMarked
package org.pathtracer.multipath;

import org.jspecify.annotations.NullMarked;
