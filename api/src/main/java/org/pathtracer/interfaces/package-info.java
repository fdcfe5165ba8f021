// SPDX-License-Identifier: Apache-2.0
/**
 * This host's network interfaces, the ways out of it, and when they change: see
 * {@link org.pathtracer.PathTracer#interfaces()}.
 */
@NullMarked
package org.pathtracer.interfaces;

import org.jspecify.annotations.NullMarked;
