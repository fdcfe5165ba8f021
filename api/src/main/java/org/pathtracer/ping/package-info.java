// SPDX-License-Identifier: Apache-2.0
/** The parts of what {@link org.pathtracer.PathTracer#ping(org.pathtracer.PingRequest)} finds. */
@NullMarked
package org.pathtracer.ping;

import org.jspecify.annotations.NullMarked;
