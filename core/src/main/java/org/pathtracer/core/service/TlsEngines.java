// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.service;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.pathtracer.core.io.Failures;
import org.pathtracer.service.TlsDistrust;

/** Makes engines that finish every handshake, and note what this system thinks of the certificates. */
final class TlsEngines {
    /** Reads this system's certificates once, when the first is needed; that takes long. */
    private @Nullable X509ExtendedTrustManager system;

    /** An engine and what it has noted. */
    record Noted(SSLEngine engine, Judgement judgement) {}

    /** For tests: with these certificates instead of the system's. */
    static TlsEngines trusting(KeyStore store) throws GeneralSecurityException {
        TlsEngines engines = new TlsEngines();
        engines.system = manager(store);
        return engines;
    }

    Noted engine(String serverName, int port, List<String> protocols) throws GeneralSecurityException {
        Judgement judgement = new Judgement(system());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {judgement}, null);
        SSLEngine engine = context.createSSLEngine(serverName, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setApplicationProtocols(protocols.toArray(String[]::new));
        engine.setSSLParameters(parameters);
        return new Noted(engine, judgement);
    }

    private synchronized X509ExtendedTrustManager system() throws GeneralSecurityException {
        if (system == null) {
            system = manager(null);
        }
        return system;
    }

    private static X509ExtendedTrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("this Java can't judge certificates"));
    }

    /** Asks the system, and trusts every certificate. Written by one thread before another reads it. */
    static final class Judgement extends X509ExtendedTrustManager {
        private final X509ExtendedTrustManager system;
        private volatile List<X509Certificate> chain = List.of();
        private volatile Optional<TlsDistrust> distrust =
                Optional.of(new TlsDistrust(TlsDistrust.Kind.NO_CERTIFICATE, "the server showed no certificate"));

        Judgement(X509ExtendedTrustManager system) {
            this.system = system;
        }

        List<X509Certificate> chain() {
            return chain;
        }

        Optional<TlsDistrust> distrust() {
            return distrust;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] shown, String authType, SSLEngine engine) {
            chain = List.of(shown);
            try {
                system.checkServerTrusted(shown, authType, engine);
                distrust = Optional.empty();
            } catch (CertificateException | RuntimeException e) {
                // The JDK throws unchecked exceptions too for certificates that make no sense.
                distrust = Optional.of(new TlsDistrust(kind(shown, authType, e), Failures.words(e)));
            }
        }

        private TlsDistrust.Kind kind(X509Certificate[] shown, String authType, Exception refusal) {
            if (isTrustedForAnyName(shown, authType)) {
                return TlsDistrust.Kind.OTHER_NAME;
            }
            if (isCausedBy(CertificateExpiredException.class, refusal)) {
                return TlsDistrust.Kind.EXPIRED;
            } else if (isCausedBy(CertificateNotYetValidException.class, refusal)) {
                return TlsDistrust.Kind.NOT_YET_VALID;
            }
            return isCausedBy(CertPathBuilderException.class, refusal)
                    ? TlsDistrust.Kind.UNKNOWN_ISSUER
                    : TlsDistrust.Kind.OTHER;
        }

        private static boolean isCausedBy(Class<? extends Exception> type, Exception refusal) {
            return Stream.iterate((Throwable) refusal, Objects::nonNull, Throwable::getCause)
                    .anyMatch(type::isInstance);
        }

        /** Without an engine nothing is known of the name, so it is not judged. */
        private boolean isTrustedForAnyName(X509Certificate[] shown, String authType) {
            try {
                system.checkServerTrusted(shown, authType);
                return true;
            } catch (CertificateException | RuntimeException e) {
                return false;
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] shown, String authType, Socket socket)
                throws CertificateException {
            throw new CertificateException("only engines are used");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] shown, String authType) throws CertificateException {
            throw new CertificateException("only engines are used");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] shown, String authType, Socket socket)
                throws CertificateException {
            throw new CertificateException("there are no clients");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] shown, String authType, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("there are no clients");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] shown, String authType) throws CertificateException {
            throw new CertificateException("there are no clients");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return system.getAcceptedIssuers();
        }
    }
}
