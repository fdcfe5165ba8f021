// SPDX-License-Identifier: Apache-2.0
/**
 * Probe transport on macOS: datagram ICMP sockets, UDP sockets and connections, with the errors read from the ICMP
 * socket.
 */
@NullMarked
package org.pathtracer.nativemacos;

import org.jspecify.annotations.NullMarked;
