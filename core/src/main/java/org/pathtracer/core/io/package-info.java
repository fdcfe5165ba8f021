// SPDX-License-Identifier: Apache-2.0
/** Exchanges with servers on a separate thread: sockets, timers, bounded waiting. */
@NullMarked
package org.pathtracer.core.io;

import org.jspecify.annotations.NullMarked;
