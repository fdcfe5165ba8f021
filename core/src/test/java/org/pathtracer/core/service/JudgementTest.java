// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.core.http.LoopbackHttps;
import org.pathtracer.service.TlsDistrust;
import org.pathtracer.service.TlsDistrust.Kind;

/** What programs are told of a refusal, of which Java tells people only. */
class JudgementTest {
    /** A system that refuses: for this name only, or for every name. */
    private static final class Refusing extends X509ExtendedTrustManager {
        private final Exception refusal;
        private final boolean anyName;

        Refusing(Exception refusal, boolean anyName) {
            this.refusal = refusal;
            this.anyName = anyName;
        }

        private void refuse() throws CertificateException {
            if (refusal instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw (CertificateException) refusal;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            refuse();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            if (anyName) {
                refuse();
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
            throw new AssertionError();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
            throw new AssertionError();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            throw new AssertionError();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            throw new AssertionError();
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private static TlsDistrust distrust(Exception refusal, boolean anyName) throws Exception {
        KeyStore store = LoopbackHttps.trusted();
        X509Certificate shown = (X509Certificate) store.getCertificate("loopback");
        TlsEngines.Judgement judgement = new TlsEngines.Judgement(new Refusing(refusal, anyName));
        judgement.checkServerTrusted(
                new X509Certificate[] {shown},
                "UNKNOWN",
                TlsEngines.trusting(store).engine("h", 443, List.of()).engine());
        assertThat(judgement.chain()).containsExactly(shown);
        return judgement.distrust().orElseThrow();
    }

    /** As Java nests them. */
    private static CertificateException path(GeneralSecurityException cause) {
        return new CertificateException("PKIX path validation failed", new CertPathValidatorException(cause));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(path(new CertificateExpiredException("NotAfter: yesterday")), Kind.EXPIRED),
                Arguments.of(path(new CertificateNotYetValidException("NotBefore: tomorrow")), Kind.NOT_YET_VALID),
                Arguments.of(
                        new CertificateException("PKIX path building failed", new CertPathBuilderException("no path")),
                        Kind.UNKNOWN_ISSUER),
                Arguments.of(path(new GeneralSecurityException("a weak algorithm")), Kind.OTHER),
                Arguments.of(new IllegalArgumentException("no sense"), Kind.OTHER));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusal_isToldByItsCause(Exception refusal, Kind kind) throws Exception {
        assertThat(distrust(refusal, true).kind()).isEqualTo(kind);
    }

    @Test
    void refusalForThisNameOnly_isThatOfTheName() throws Exception {
        TlsDistrust distrust = distrust(new CertificateException("No name matching h found"), false);
        assertThat(distrust.kind()).isEqualTo(Kind.OTHER_NAME);
        assertThat(distrust).hasToString("no name matching h found");
    }

    @Test
    void serverWithoutCertificates_isNotTrusted() {
        TlsDistrust distrust = new TlsEngines.Judgement(new Refusing(new CertificateException(), true))
                .distrust()
                .orElseThrow();
        assertThat(distrust.kind()).isEqualTo(Kind.NO_CERTIFICATE);
    }
}
