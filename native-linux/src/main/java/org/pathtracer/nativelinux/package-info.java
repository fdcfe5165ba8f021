// SPDX-License-Identifier: Apache-2.0
/** Probe transports on Linux: unprivileged sockets with the error queue, and raw sockets. */
@NullMarked
package org.pathtracer.nativelinux;

import org.jspecify.annotations.NullMarked;
