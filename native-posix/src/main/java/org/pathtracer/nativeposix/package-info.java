// SPDX-License-Identifier: Apache-2.0
/** What transports over sockets of any system need: probes in flight, ports, matching, turns. */
@NullMarked
package org.pathtracer.nativeposix;

import org.jspecify.annotations.NullMarked;
