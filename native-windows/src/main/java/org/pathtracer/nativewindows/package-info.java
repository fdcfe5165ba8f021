// SPDX-License-Identifier: Apache-2.0
/** The transport of Windows: many requests to its ICMP helper in flight, waited for by a few threads. */
@NullMarked
package org.pathtracer.nativewindows;

import org.jspecify.annotations.NullMarked;
