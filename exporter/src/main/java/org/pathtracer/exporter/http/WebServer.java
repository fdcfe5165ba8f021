// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The server: bounded in threads, connections, and what a request may be. */
public final class WebServer implements AutoCloseable {
    private static final int MOST_THREADS = 16;
    private static final int MOST_CONNECTIONS = 128;
    private static final int LARGEST_HEADER = 8192;
    private static final long IDLE_MILLIS = 30_000;

    private final Server server;
    private final ServerConnector connector;

    /**
     * Begins to serve.
     *
     * @throws IOException if it can't listen there
     */
    public WebServer(InetSocketAddress at, Pages pages) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 4);
        threads.setName("pathtracer-web");
        threads.setDaemon(true);
        server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(LARGEST_HEADER);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(at.getAddress().isAnyLocalAddress() ? null : at.getAddress().getHostAddress());
        connector.setPort(at.getPort());
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
        server.setHandler(new Router(pages));
        server.setStopTimeout(0);
        try {
            server.start();
        } catch (IOException e) {
            close();
            throw e;
        } catch (Exception e) {
            close();
            throw new IOException(e);
        }
    }

    /** Returns the port that it listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server does not end", e);
        }
    }
}
