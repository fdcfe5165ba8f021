// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.web;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.pathtracer.exporter.config.Config;
import org.pathtracer.exporter.config.WebConfig;

/** The server, by Jetty. */
public final class WebServer implements AutoCloseable {
    private static final int MOST_THREADS = 12;
    private static final int LEAST_THREADS = 2;
    private static final int IDLE_MILLIS = 30_000;

    private final Server server;
    private final ServerConnector connector;
    private final PageHandler handler;
    private final Optional<SslContextFactory.Server> tls;

    private WebServer(Pages pages, WebConfig web) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS, IDLE_MILLIS);
        threads.setName("pathtracer-web");
        threads.setDaemon(true);
        server = new Server(threads);
        handler = new PageHandler(pages, new Users(web.users()));
        server.setHandler(handler);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        if (web.tls().isPresent()) {
            SslContextFactory.Server factory = new SslContextFactory.Server();
            Certificates.set(factory, web.tls().get());
            // Scrapers name the host as they like, by its address too.
            http.addCustomizer(new SecureRequestCustomizer(false));
            connector = new ServerConnector(server, 1, 1, new SslConnectionFactory(factory, "http/1.1"), plain);
            tls = Optional.of(factory);
        } else {
            connector = new ServerConnector(server, 1, 1, plain);
            tls = Optional.empty();
        }
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
    }

    /**
     * Listens.
     *
     * @throws IOException if it can't listen there, or a certificate can't be read
     */
    public static WebServer start(Config.Listen listen, Pages pages, WebConfig web) throws IOException {
        WebServer started = new WebServer(pages, web);
        started.connector.setHost(listen.host().isEmpty() ? null : listen.host());
        started.connector.setPort(listen.port());
        try {
            started.server.start();
        } catch (Exception e) {
            started.close();
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(
                    "can't listen on %s:%d: %s".formatted(listen.host(), listen.port(), cause.getMessage()), e);
        }
        return started;
    }

    /** Returns where it listens. */
    public InetSocketAddress address() {
        return connector.getHost() == null
                ? new InetSocketAddress(connector.getLocalPort())
                : new InetSocketAddress(connector.getHost(), connector.getLocalPort());
    }

    /** Returns whether it speaks TLS. */
    public boolean secure() {
        return tls.isPresent();
    }

    /**
     * Takes other users, and another certificate for connections to come.
     *
     * @throws IOException if a certificate can't be read; then all stays as it was
     */
    public void renew(WebConfig web) throws IOException {
        if (tls.isPresent() && web.tls().isPresent()) {
            SslContextFactory.Server trial = new SslContextFactory.Server();
            Certificates.set(trial, web.tls().get());
            try {
                tls.get().reload(factory -> {
                    try {
                        Certificates.set(
                                (SslContextFactory.Server) factory, web.tls().get());
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
            } catch (Exception e) {
                throw new IOException("the certificate can't be used: " + e.getMessage(), e);
            }
        }
        handler.admit(new Users(web.users()));
    }

    /** Ends it. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            System.getLogger("org.pathtracer.exporter").log(System.Logger.Level.WARNING, "the server did not end", e);
        }
    }
}
