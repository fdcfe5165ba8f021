// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.service;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathtracer.service.TlsCertificate;
import org.pathtracer.service.TlsSession;

/** Reads what a handshake agreed upon. */
final class Sessions {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final int MOST_NAMES = 100;
    private static final int MOST_CERTIFICATES = 10;

    private Sessions() {}

    static TlsSession read(TlsEngines.Noted noted) {
        String protocol =
                Optional.ofNullable(noted.engine().getApplicationProtocol()).orElse("");
        return new TlsSession(
                noted.engine().getSession().getProtocol(),
                noted.engine().getSession().getCipherSuite(),
                Optional.of(protocol).filter(name -> !name.isEmpty()),
                noted.judgement().chain().stream()
                        .limit(MOST_CERTIFICATES)
                        .map(Sessions::certificate)
                        .toList(),
                noted.judgement().distrust());
    }

    private static TlsCertificate certificate(X509Certificate certificate) {
        return new TlsCertificate(
                certificate.getSubjectX500Principal().getName(),
                certificate.getIssuerX500Principal().getName(),
                names(certificate),
                certificate.getSerialNumber().toString(16),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                certificate.getPublicKey().getAlgorithm(),
                certificate.getSigAlgName(),
                fingerprint(certificate));
    }

    private static List<String> names(X509Certificate certificate) {
        try {
            @Nullable Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name ->
                                    name.get(0).equals(DNS_NAME) || name.get(0).equals(IP_ADDRESS))
                            .limit(MOST_NAMES)
                            .map(name -> name.get(1).toString())
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256, and it was decoded before", e);
        }
    }
}
