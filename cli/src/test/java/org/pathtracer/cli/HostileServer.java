// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.pathtracer.lab.Command;

/** A server on this host's loopback that takes connections, and never says what it should. */
final class HostileServer implements AutoCloseable {
    /** What it does with a connection. */
    enum Manner {
        CLOSES,
        STALLS,
        DRIPS,
        /** The same, once TLS is agreed upon. */
        CLOSES_AFTER_TLS,
        STALLS_AFTER_TLS,
        DRIPS_AFTER_TLS
    }

    private static final String PASSWORD = "hostile";
    /** The beginning of HTTP/2's first frame (RFC 9113 section 6.5), as far as it gets: settings that never end. */
    private static final byte[] DROPS = {0, 0, 60, 4, 0, 0, 0, 0, 0};

    private final SSLContext tls;
    private final Map<Manner, ServerSocket> sockets = new EnumMap<>(Manner.class);
    private final List<Socket> open = new ArrayList<>();
    private final ScheduledExecutorService drips = Executors.newSingleThreadScheduledExecutor();

    HostileServer(Path folder) throws Exception {
        tls = context(folder.resolve("hostile.p12"));
        for (Manner manner : Manner.values()) {
            ServerSocket socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
            sockets.put(manner, socket);
            daemon(() -> accept(manner, socket));
        }
    }

    private static SSLContext context(Path file) throws Exception {
        Command.run(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .expectSuccess();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    int port(Manner manner) {
        return sockets.get(manner).getLocalPort();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "hostile-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(Manner manner, ServerSocket socket) {
        try {
            while (true) {
                Socket connection = socket.accept();
                synchronized (open) {
                    open.add(connection);
                }
                daemon(() -> serve(manner, connection));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Manner manner, Socket connection) {
        try {
            switch (manner) {
                case CLOSES -> connection.close();
                case STALLS -> {}
                case DRIPS -> drip(connection, 0);
                case CLOSES_AFTER_TLS -> secured(connection).close();
                case STALLS_AFTER_TLS -> secured(connection);
                case DRIPS_AFTER_TLS -> drip(secured(connection), 0);
            }
        } catch (IOException e) {
            // The client has ended it, which is its right.
        }
    }

    private Socket secured(Socket connection) throws IOException {
        SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(connection, null, 0, true);
        secured.setUseClientMode(false);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    /** A byte a second. */
    private void drip(Socket connection, int count) {
        try {
            connection.getOutputStream().write(DROPS[count % DROPS.length]);
            connection.getOutputStream().flush();
            drips.schedule(() -> drip(connection, count + 1), 1, TimeUnit.SECONDS);
        } catch (IOException e) {
            // As above.
        }
    }

    @Override
    public void close() {
        drips.shutdownNow();
        sockets.values().forEach(HostileServer::close);
        synchronized (open) {
            open.forEach(HostileServer::close);
        }
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
