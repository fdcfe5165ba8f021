// SPDX-License-Identifier: Apache-2.0
/**
 * Checks of services: does the port answer, and how fast, phase by phase? See
 * {@link org.pathtracer.PathTracer#services()}.
 */
@NullMarked
package org.pathtracer.service;

import org.jspecify.annotations.NullMarked;
