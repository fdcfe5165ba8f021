// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.hub.registry;

import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.apache.pekko.remote.artery.tcp.SSLEngineProvider;
import org.pathtracer.fleet.authority.Credentials;
import org.pathtracer.fleet.authority.FleetTls;
import org.pathtracer.fleet.authority.Identity;
import scala.Option;

/**
 * TLS between hubs. Pekko's own provider reads RSA keys only, and compares subjects where a hub must be told from an
 * agent of the same authority.
 */
final class HubTls implements SSLEngineProvider {
    private final SSLContext context;

    HubTls(Credentials own) {
        context = FleetTls.context(own, Set.of(Identity.Kind.HUB));
    }

    @Override
    public SSLEngine createServerSSLEngine(String host, int port) {
        SSLEngine engine = engine(host, port);
        engine.setUseClientMode(false);
        engine.setNeedClientAuth(true);
        return engine;
    }

    @Override
    public SSLEngine createClientSSLEngine(String host, int port) {
        SSLEngine engine = engine(host, port);
        engine.setUseClientMode(true);
        return engine;
    }

    private SSLEngine engine(String host, int port) {
        SSLEngine engine = context.createSSLEngine(host, port);
        engine.setEnabledProtocols(new String[] {FleetTls.VERSION});
        return engine;
    }

    /** The handshake has checked everything. */
    @Override
    public Option<Throwable> verifyClientSession(String host, SSLSession session) {
        return Option.empty();
    }

    @Override
    public Option<Throwable> verifyServerSession(String host, SSLSession session) {
        return Option.empty();
    }
}
