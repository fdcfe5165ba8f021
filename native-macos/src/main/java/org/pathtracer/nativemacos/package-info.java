// SPDX-License-Identifier: Apache-2.0
/**
 * Datagram ICMP sockets of macOS. No content yet: the transport comes with a later version, so on macOS no transport is
 * found.
 */
@NullMarked
package org.pathtracer.nativemacos;

import org.jspecify.annotations.NullMarked;
