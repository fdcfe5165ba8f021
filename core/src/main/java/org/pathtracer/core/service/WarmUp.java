// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.service;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import org.pathtracer.core.io.IoLoop;

/**
 * Does once what a young JVM does slowly the first time, where nothing is timed: loads the classes of sockets, and
 * shakes hands with itself in memory. Else the first check of a process would tell the time of class loading as the
 * network's.
 */
final class WarmUp {
    private static final System.Logger LOG = System.getLogger(WarmUp.class.getName());
    private static final AtomicBoolean SOCKETS = new AtomicBoolean();
    private static final AtomicBoolean TLS = new AtomicBoolean();
    /** The first loads classes, the second is what a check should meet. */
    private static final int HANDSHAKES = 2;

    /** A host that has needed this for the parts before is spared the rest. */
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int MOST_STEPS = 100;
    private static final long PATIENCE_MILLIS = 200;

    private WarmUp() {}

    /** A connection to this host itself; where it can't be reached, a check is timed a little too long. */
    static void sockets() {
        if (SOCKETS.getAndSet(true)) {
            return;
        }
        try (ServerSocketChannel server = ServerSocketChannel.open();
                Selector selector = Selector.open();
                SocketChannel client = SocketChannel.open();
                DatagramChannel datagrams = DatagramChannel.open(StandardProtocolFamily.INET)) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            client.configureBlocking(false);
            client.connect(server.getLocalAddress());
            client.register(selector, SelectionKey.OP_CONNECT);
            selector.select(key -> key.interestOps(0), PATIENCE_MILLIS);
            if (client.finishConnect()) {
                client.write(ByteBuffer.allocate(1));
                client.read(ByteBuffer.allocate(1));
            }
            IoLoop.closeQuietly(datagrams);
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "Sockets could not be tried out before", e);
        }
    }

    /** Handshakes without a network, with a key that secures nothing. */
    static void tls() {
        if (TLS.getAndSet(true)) {
            return;
        }
        try {
            handshake();
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "TLS could not be tried out before", e);
        }
    }

    /** The version that was agreed upon. */
    static String handshake() throws IOException, GeneralSecurityException {
        long begun = System.nanoTime();
        try (InputStream file = WarmUp.class.getResourceAsStream("warm-up.jks")) {
            // Of this type since the other one encrypts what is no secret: its ciphers cost a young JVM 150 ms more.
            char[] password = "warm-up".toCharArray();
            KeyStore store = KeyStore.getInstance("JKS");
            store.load(file, password);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            SSLContext serving = SSLContext.getInstance("TLS");
            serving.init(keys.getKeyManagers(), null, null);
            TlsEngines engines = TlsEngines.trusting(store);
            String version = "";
            for (int i = 0; i < HANDSHAKES && (i == 0 || System.nanoTime() - begun < LONGEST_NANOS); i++) {
                SSLEngine server = serving.createSSLEngine();
                server.setUseClientMode(false);
                version = shakeHands(engines.engine("warm-up.invalid", 1, List.of()), server);
            }
            return version;
        }
    }

    private static String shakeHands(TlsEngines.Noted noted, SSLEngine server) throws IOException {
        SSLEngine client = noted.engine();
        ByteBuffer there = ByteBuffer.allocate(client.getSession().getPacketBufferSize() * 2);
        ByteBuffer back = ByteBuffer.allocate(server.getSession().getPacketBufferSize() * 2);
        ByteBuffer plain = ByteBuffer.allocate(client.getSession().getApplicationBufferSize() * 2);
        client.beginHandshake();
        server.beginHandshake();
        for (int i = 0; i < MOST_STEPS && !(done(client) && done(server)); i++) {
            step(client, back, there, plain);
            step(server, there, back, plain);
        }
        return Sessions.read(noted).version();
    }

    private static boolean done(SSLEngine engine) {
        return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
    }

    private static void step(SSLEngine engine, ByteBuffer in, ByteBuffer out, ByteBuffer plain) throws IOException {
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> {
                for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                    task.run();
                }
            }
            case NEED_WRAP -> engine.wrap(ByteBuffer.allocate(0), out);
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                in.flip();
                engine.unwrap(in, plain.clear());
                in.compact();
            }
            case FINISHED, NOT_HANDSHAKING -> {}
        }
    }
}
