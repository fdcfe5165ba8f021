// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

import org.pathtracer.annotation.NotForImplementation;

/**
 * What to check.
 *
 * @param <R> what comes of it
 * @since 0.1.0
 */
@NotForImplementation
public sealed interface ServiceCheck<R extends ServiceResult>
        permits TcpCheck, UdpCheck, DnsCheck, TlsCheck, HttpCheck, QuicCheck {
    /** Where, and for how long at most. */
    ServiceTarget target();
}
