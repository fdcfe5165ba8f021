// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.mtu;

/**
 * A probe to send.
 *
 * @param ttl 1 to 255
 * @param size of the IP packet in bytes
 */
record SizedOrder(int ttl, int size) {}
