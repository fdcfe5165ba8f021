// SPDX-License-Identifier: Apache-2.0
/** Divides a path into segments, by rules alone: no look-ups, no clock, no state. */
@NullMarked
package org.pathtracer.core.segment;

import org.jspecify.annotations.NullMarked;
