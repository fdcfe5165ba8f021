// SPDX-License-Identifier: Apache-2.0
/** The parts of what {@link org.pathtracer.PathTracer#monitor} finds. */
@NullMarked
package org.pathtracer.monitor;

import org.jspecify.annotations.NullMarked;
