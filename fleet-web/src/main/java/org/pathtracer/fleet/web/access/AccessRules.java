// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web.access;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.pathtracer.fleet.authority.Credentials;
import org.pathtracer.fleet.authority.Identity;

/**
 * Decides what a caller may do: by the certificate of a client of the fleet, by the header of a proxy, or as one that
 * has not logged in.
 *
 * @param fleet whose clients are operators, since a hub takes measurements from them too
 * @param proxyHeader in which a proxy names its users
 * @param proxies addresses of proxies; the header of others does not count
 * @param operators users of the proxy that may measure
 * @param anonymous what callers may do that have not logged in
 * @param localOnly whether these must mean this host by its own names, so that no other site's name leads a browser
 *     here
 */
public record AccessRules(
        Optional<Credentials> fleet,
        Optional<String> proxyHeader,
        Set<String> proxies,
        Set<String> operators,
        Role anonymous,
        boolean localOnly) {
    private static final Pattern LOCAL = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1\\]");
    private static final int LONGEST_NAME = 200;

    /** Returns the caller. */
    public Caller caller(Connection connection) {
        return byCertificate(connection)
                .or(() -> byProxy(connection))
                .orElseGet(() -> new Caller("", isMeant(connection) ? anonymous : Role.NONE));
    }

    private boolean isMeant(Connection connection) {
        return !localOnly || LOCAL.matcher(connection.host()).matches();
    }

    private Optional<Caller> byCertificate(Connection connection) {
        return fleet.flatMap(own -> connection
                .certificate()
                .filter(certificate -> isValid(certificate) && !own.isRevoked(certificate))
                .flatMap(Identity::of)
                .filter(identity -> identity.kind() == Identity.Kind.CLIENT)
                .map(identity -> new Caller(identity.toString(), Role.OPERATOR)));
    }

    /** A session outlives the handshake that checked its certificate. */
    private static boolean isValid(X509Certificate certificate) {
        try {
            certificate.checkValidity();
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    private Optional<Caller> byProxy(Connection connection) {
        return proxyHeader
                .filter(name -> proxies.contains(connection.address()))
                .flatMap(connection.header())
                .map(String::strip)
                .filter(user -> !user.isEmpty() && user.length() <= LONGEST_NAME)
                .map(user -> new Caller(user, operators.contains(user) ? Role.OPERATOR : Role.READER));
    }
}
