// SPDX-License-Identifier: Apache-2.0
/** The parts of what {@link org.pathtracer.PathTracer#pathMtu(org.pathtracer.PathMtuRequest)} finds. */
@NullMarked
package org.pathtracer.mtu;

import org.jspecify.annotations.NullMarked;
