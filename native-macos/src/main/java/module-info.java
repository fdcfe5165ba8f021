// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/**
 * Datagram ICMP sockets of macOS. No content yet: the transport comes with a later version, so on macOS no transport is
 * found.
 */
@NullMarked
module org.pathtracer.nativemacos {
    requires org.pathtracer;
    requires static org.jspecify;
}
