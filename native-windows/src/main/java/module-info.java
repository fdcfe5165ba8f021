// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/**
 * The ICMP helper calls of Windows (IcmpSendEcho2Ex, Icmp6SendEcho2). No content yet: the transport comes with a later
 * version, so on Windows no transport is found.
 */
@NullMarked
module org.pathtracer.nativewindows {
    requires org.pathtracer;
    requires static org.jspecify;
}
