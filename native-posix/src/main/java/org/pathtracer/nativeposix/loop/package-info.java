// SPDX-License-Identifier: Apache-2.0
/** The seam between transports and pollers, and what pollers have in common. */
@NullMarked
package org.pathtracer.nativeposix.loop;

import org.jspecify.annotations.NullMarked;
