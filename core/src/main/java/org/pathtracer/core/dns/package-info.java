// SPDX-License-Identifier: Apache-2.0
/**
 * DNS queries: dnsjava reads and writes the messages, the sockets and timers are our own, since dnsjava's belong to the
 * whole JVM.
 */
@NullMarked
package org.pathtracer.core.dns;

import org.jspecify.annotations.NullMarked;
