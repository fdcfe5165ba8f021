// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web.access;

import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a request tells of its caller.
 *
 * @param address of the other end of the connection
 * @param host the host that the caller meant, without a port
 * @param certificate that the caller showed
 * @param header gives the value of a header
 */
public record Connection(
        String address,
        String host,
        Optional<X509Certificate> certificate,
        Function<String, Optional<String>> header) {}
