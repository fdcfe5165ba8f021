// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

import org.pathtracer.annotation.NotForImplementation;

/**
 * A check of a service.
 *
 * @param <R> the result
 * @since 0.1.0
 */
@NotForImplementation
public sealed interface ServiceCheck<R extends ServiceResult>
        permits TcpCheck, UdpCheck, DnsCheck, TlsCheck, HttpCheck, QuicCheck {
    /** Returns the target and the deadline. */
    ServiceTarget target();
}
