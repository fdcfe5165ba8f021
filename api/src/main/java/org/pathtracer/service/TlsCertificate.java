// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A certificate that a server showed. Its issuer may have written any text into it.
 *
 * @param subject the holder's name (RFC 2253)
 * @param issuer the signer's name
 * @param names host names and addresses that it is for, at most 100
 * @param serial its number, as hex digits
 * @param notBefore when it begins to be valid
 * @param notAfter when it ends
 * @param keyAlgorithm such as {@code RSA} or {@code EC}
 * @param signatureAlgorithm such as {@code SHA256withRSA}
 * @param sha256 its fingerprint, as hex digits
 * @since 0.1.0
 */
public record TlsCertificate(
        String subject,
        String issuer,
        List<String> names,
        String serial,
        Instant notBefore,
        Instant notAfter,
        String keyAlgorithm,
        String signatureAlgorithm,
        String sha256) {
    /** Copies the list. */
    public TlsCertificate {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(names, "names");
        Objects.requireNonNull(serial, "serial");
        Objects.requireNonNull(notBefore, "notBefore");
        Objects.requireNonNull(notAfter, "notAfter");
        Objects.requireNonNull(keyAlgorithm, "keyAlgorithm");
        Objects.requireNonNull(signatureAlgorithm, "signatureAlgorithm");
        Objects.requireNonNull(sha256, "sha256");
        names = List.copyOf(names);
    }
}
