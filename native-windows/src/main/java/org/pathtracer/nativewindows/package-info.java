// SPDX-License-Identifier: Apache-2.0
/**
 * The ICMP helper calls of Windows (IcmpSendEcho2Ex, Icmp6SendEcho2). No content yet: the transport comes with a later
 * version, so on Windows no transport is found.
 */
@NullMarked
package org.pathtracer.nativewindows;

import org.jspecify.annotations.NullMarked;
