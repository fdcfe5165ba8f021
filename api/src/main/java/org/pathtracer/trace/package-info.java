// SPDX-License-Identifier: Apache-2.0
/** The parts of what {@link org.pathtracer.PathTracer#trace(org.pathtracer.TraceRequest)} finds. */
@NullMarked
package org.pathtracer.trace;

import org.jspecify.annotations.NullMarked;
