// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.http;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.KeyStore;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A server on loopback with a certificate of its own, which this JVM trusts until it is closed. */
public final class LoopbackHttps implements AutoCloseable {
    private static final char[] PASSWORD = "loopback".toCharArray();

    private final SSLContext before;
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    public LoopbackHttps(String path, HttpHandler handler) throws Exception {
        KeyStore store = store();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        KeyStore trusted = trusted();
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        before = SSLContext.getDefault();
        SSLContext.setDefault(context);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext(path, handler);
        server.setExecutor(threads);
        server.start();
    }

    private static KeyStore store() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = LoopbackHttps.class.getResourceAsStream("loopback.p12")) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    /** Its certificate, to trust it. */
    public static KeyStore trusted() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("loopback", store().getCertificate("loopback"));
        return trusted;
    }

    public URI uri(String path) {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        SSLContext.setDefault(before);
    }
}
