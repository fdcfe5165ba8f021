// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web.http;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.fleet.authority.Credentials;
import org.pathtracer.fleet.authority.FleetTls;
import org.pathtracer.fleet.authority.Identity;
import org.pathtracer.fleet.web.access.AccessRules;

/** The server, by Jetty. */
public final class HttpServer implements AutoCloseable {
    private static final int MOST_THREADS = 16;
    private static final int LEAST_THREADS = 2;
    private static final int IDLE_MILLIS = 30_000;
    private static final int HEADERS = 8 << 10;

    private final Server server;
    private final ServerConnector connector;

    private HttpServer(List<Route> routes, AccessRules access, Optional<Credentials> tls) {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS, IDLE_MILLIS);
        threads.setName("pathtracer-fleet-web");
        threads.setDaemon(true);
        server = new Server(threads);
        server.setHandler(new RouteHandler(routes, access));
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEADERS);
        // A block of addresses has a slash. No path is a file here, and each is split before it is decoded.
        http.setUriCompliance(UriCompliance.DEFAULT.with(
                "names with slashes and percent signs",
                UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING));
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        connector = tls.map(credentials -> new ServerConnector(server, 1, 1, tls(credentials, http), plain))
                .orElseGet(() -> new ServerConnector(server, 1, 1, plain));
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
    }

    /** A caller may show a certificate, which has to be that of a client of the fleet then. */
    private static SslConnectionFactory tls(Credentials credentials, HttpConfiguration http) {
        SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setSslContext(FleetTls.context(credentials, Set.of(Identity.Kind.CLIENT)));
        factory.setIncludeProtocols(FleetTls.VERSION);
        factory.setWantClientAuth(true);
        // Callers name the host as they like, by its address too.
        http.addCustomizer(new SecureRequestCustomizer(false));
        return new SslConnectionFactory(factory, "http/1.1");
    }

    /**
     * Listens.
     *
     * @throws InvalidRequestException if it can't
     */
    public static HttpServer start(
            String host, int port, List<Route> routes, AccessRules access, Optional<Credentials> tls) {
        HttpServer started = new HttpServer(routes, access, tls);
        started.connector.setHost(host);
        started.connector.setPort(port);
        try {
            started.server.start();
        } catch (Exception e) {
            started.close();
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new InvalidRequestException(
                    "the page can't listen at %s:%d: %s".formatted(host, port, cause.getMessage()));
        }
        return started;
    }

    /** Returns the port. */
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            System.getLogger(HttpServer.class.getName()).log(System.Logger.Level.WARNING, "the server did not end", e);
        }
    }
}
