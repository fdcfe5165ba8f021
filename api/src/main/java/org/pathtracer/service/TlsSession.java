// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a TLS handshake agreed upon.
 *
 * @param version such as {@code TLSv1.3}
 * @param cipherSuite its IANA name, such as {@code TLS_AES_128_GCM_SHA256}
 * @param applicationProtocol what ALPN chose; empty if the server chose nothing
 * @param certificates what the server showed, its own first
 * @param distrust why this system does not trust the certificates for the name; empty if it does
 * @since 0.1.0
 */
public record TlsSession(
        String version,
        String cipherSuite,
        Optional<String> applicationProtocol,
        List<TlsCertificate> certificates,
        Optional<TlsDistrust> distrust) {
    /** Copies the list. */
    public TlsSession {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(cipherSuite, "cipherSuite");
        Objects.requireNonNull(applicationProtocol, "applicationProtocol");
        Objects.requireNonNull(certificates, "certificates");
        Objects.requireNonNull(distrust, "distrust");
        certificates = List.copyOf(certificates);
    }

    /** Whether this system trusts the certificates for the name: issuers, dates and name fit. */
    public boolean trusted() {
        return distrust.isEmpty();
    }
}
