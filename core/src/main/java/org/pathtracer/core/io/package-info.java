// SPDX-License-Identifier: Apache-2.0
/** Exchanges with servers on a thread of one's own: sockets, timers, bounded waiting. */
@NullMarked
package org.pathtracer.core.io;

import org.jspecify.annotations.NullMarked;
