// SPDX-License-Identifier: Apache-2.0
/** Measurements that run, and their outcomes as they arrive. */
@NullMarked
package org.pathtracer.fleet.web.live;

import org.jspecify.annotations.NullMarked;
