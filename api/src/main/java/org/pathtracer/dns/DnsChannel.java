// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.dns;

/**
 * How an answer came.
 *
 * @since 0.1.0
 */
public enum DnsChannel {
    /** In one datagram. */
    UDP,
    /** Over a connection: the answer did not fit a datagram, or it was asked for. */
    TCP,
    /** DNS over HTTPS (RFC 8484). */
    HTTPS
}
