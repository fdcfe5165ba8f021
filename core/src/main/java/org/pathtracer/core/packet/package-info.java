// SPDX-License-Identifier: Apache-2.0
/**
 * ICMP, UDP and TCP on the wire: encoding of probes, bounded decoding of whatever arrives. Shared by the native
 * modules.
 */
@NullMarked
package org.pathtracer.core.packet;

import org.jspecify.annotations.NullMarked;
