// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.authority;

import java.security.GeneralSecurityException;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * TLS 1.3 with certificates on both sides.
 *
 * @since 0.1.0
 */
public final class FleetTls {
    /** The only version. */
    public static final String VERSION = "TLSv1.3";

    private FleetTls() {}

    /** Returns the key manager of a TLS library. */
    public static KeyManager key(Credentials own) {
        return new FleetKey(own);
    }

    /** Returns the trust manager of a TLS library, which trusts owners of some kinds. */
    public static TrustManager trust(Credentials own, Set<Identity.Kind> kinds) {
        return new FleetTrust(own, kinds);
    }

    /** Returns a context that trusts owners of some kinds. */
    public static SSLContext context(Credentials own, Set<Identity.Kind> kinds) {
        try {
            SSLContext context = SSLContext.getInstance(VERSION);
            context.init(new KeyManager[] {key(own)}, new TrustManager[] {trust(own, kinds)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS 1.3", e);
        }
    }
}
