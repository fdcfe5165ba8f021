// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.authority;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts certificates that the fleet's own authority issued to one of some kinds, that are valid now, and that it has
 * not revoked. Host names do not count: hubs are known by what their certificates say they are.
 */
final class FleetTrust extends X509ExtendedTrustManager {
    private static final System.Logger LOG = System.getLogger(FleetTrust.class.getName());

    private final Credentials own;
    private final Set<Identity.Kind> kinds;

    FleetTrust(Credentials own, Set<Identity.Kind> kinds) {
        this.own = own;
        this.kinds = EnumSet.copyOf(kinds);
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        try {
            checkFirst(chain);
        } catch (CertificateException e) {
            // The peer sees an alert only, and neither Netty nor Pekko says a word.
            LOG.log(System.Logger.Level.WARNING, "a certificate was refused: {0}", e.getMessage());
            throw e;
        }
    }

    private void checkFirst(X509Certificate[] chain) throws CertificateException {
        if (chain.length == 0) {
            throw new CertificateException("there is no certificate");
        }
        X509Certificate certificate = chain[0];
        try {
            certificate.verify(own.authority().getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new CertificateException("it is not of this fleet's authority", e);
        }
        if (certificate.getBasicConstraints() >= 0) {
            throw new CertificateException("it is an authority's own certificate");
        }
        certificate.checkValidity();
        Optional<Identity> identity = Identity.of(certificate);
        if (identity.isEmpty() || !kinds.contains(identity.get().kind())) {
            throw new CertificateException("it vouches for %s, which is not expected here"
                    .formatted(identity.map(Identity::toString).orElse("nothing of a fleet")));
        }
        if (own.isRevoked(certificate)) {
            throw new CertificateException("that of %s was revoked".formatted(identity.get()));
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[] {own.authority()};
    }
}
