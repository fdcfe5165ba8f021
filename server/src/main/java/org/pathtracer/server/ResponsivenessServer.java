// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslContext;
import io.netty.util.NettyRuntime;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.pathtracer.http2.Loop;
import org.pathtracer.http2.Sockets;
import org.pathtracer.http2.Tls;
import org.pathtracer.http2.WarmUp;

/**
 * The far end of bufferbloat tests: serves draft-ietf-ippm-responsiveness over HTTP/2 and TLS, to any client.
 * {@code /.well-known/nq} is the document, {@code /small} one byte, {@code /large} 8 GB, and {@code /upload} takes
 * everything.
 *
 * <pre>{@code
 * try (ResponsivenessServer server = ResponsivenessServer.builder().port(4043).start()) {
 *     System.out.println(server.address());
 *     ...
 * }
 * }</pre>
 *
 * <p>Thread-safe. Connections are bounded in number and time.
 */
public final class ResponsivenessServer implements AutoCloseable {
    /** The port, if not said. */
    public static final int DEFAULT_PORT = 4043;

    private static final long CLOSE_SECONDS = 3;

    private final List<Loop> loops = new ArrayList<>();
    private final Set<Channel> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger open = new AtomicInteger();
    private final LongAdder refused = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final Thread warmUp = new Thread(new WarmUp(), "pathtracer-serve-warm-up");
    /** What it has outside of the heap is released once. */
    private final AtomicReference<@Nullable SslContext> context = new AtomicReference<>();

    private final Path certificate;
    private final InetSocketAddress address;
    private @Nullable Channel listening;
    private volatile boolean closing;

    private ResponsivenessServer(Builder builder) {
        ServerCertificate files = builder.files();
        SslContext tls = files.tls();
        context.set(tls);
        certificate = files.certificate();
        for (int i = 0; i < builder.threads; i++) {
            loops.add(new Loop("pathtracer-serve-" + i));
        }
        warmUp.setDaemon(true);
        if (Tls.byJava()) {
            warmUp.start();
        }
        try {
            address = bind(builder, tls);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private InetSocketAddress bind(Builder builder, SslContext tls) {
        InetSocketAddress wanted = builder.address
                .map(host -> new InetSocketAddress(host, builder.port))
                .orElseGet(() -> new InetSocketAddress(builder.port));
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops.get(0).events(), new Spread(loops))
                .channel(Sockets.server())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel made) {
                        accept(made, builder, tls);
                    }
                });
        Sockets.options().forEach((option, value) -> set(bootstrap, option, value));
        ChannelFuture bound = bootstrap.bind(wanted).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new ServerException(
                    "The server can't listen on " + wanted + ": "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        listening = bound.channel();
        return (InetSocketAddress) bound.channel().localAddress();
    }

    @SuppressWarnings("unchecked") // the map has for each option a value of its type
    private static <T> void set(ServerBootstrap bootstrap, ChannelOption<T> option, Object value) {
        bootstrap.childOption(option, (T) value);
    }

    private void accept(Channel made, Builder limits, SslContext tls) {
        if (closing) {
            made.close();
            return;
        }
        if (open.incrementAndGet() > limits.maxConnections) {
            open.decrementAndGet();
            refused.increment();
            made.close();
            return;
        }
        connections.add(made);
        made.closeFuture().addListener(closed -> {
            connections.remove(made);
            open.decrementAndGet();
        });
        Connection.serve(made, tls, limits.connectionTime, limits.idleTime, sent::add, received::add);
    }

    /** Starts the configuration of a server. */
    public static Builder builder() {
        return new Builder();
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return address;
    }

    /** The certificate that it shows, for clients to trust. */
    public Path certificate() {
        return certificate;
    }

    /** Connections at this moment. */
    public int connections() {
        return open.get();
    }

    /** Connections that were closed at once, since there were too many. */
    public long refused() {
        return refused.sum();
    }

    /** Bytes of large objects that were sent. */
    public long bytesSent() {
        return sent.sum();
    }

    /** Bytes of uploads that were received. */
    public long bytesReceived() {
        return received.sum();
    }

    /**
     * Stops listening, closes all connections, and waits until its threads have ended. Does nothing the second time.
     */
    @Override
    public void close() {
        closing = true;
        warmUp.interrupt();
        stopListening();
        CompletableFuture<?>[] ends = loops.stream().map(Loop::close).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(CLOSE_SECONDS, TimeUnit.SECONDS);
            warmUp.join();
            ReferenceCountUtil.release(context.getAndSet(null));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new ServerException("The server's threads do not end", e);
        }
    }

    /** What was accepted a moment ago must be on its loop when that ends: a loop closes what it has, and no more. */
    private void stopListening() {
        Channel open = listening;
        if (open != null && open.isOpen()) {
            open.close().awaitUninterruptibly();
            onEveryLoop(() -> {});
            onEveryLoop(() -> connections.stream()
                    .filter(each -> each.eventLoop().inEventLoop())
                    .forEach(each -> each.unsafe().closeForcibly()));
        }
    }

    private void onEveryLoop(Runnable task) {
        loops.stream().map(loop -> loop.events().submit(task)).toList().forEach(done -> done.awaitUninterruptibly());
    }

    /** The configuration of a server. Not thread-safe. */
    public static final class Builder {
        private static final int HIGHEST_PORT = 65_535;
        private static final Duration LONGEST = Duration.ofDays(1);

        private int port = DEFAULT_PORT;
        private Optional<InetAddress> address = Optional.empty();
        private Optional<ServerCertificate> given = Optional.empty();
        private Optional<Path> folder = Optional.empty();
        private List<String> names = List.of();
        private int maxConnections = 256;
        private Duration connectionTime = Duration.ofMinutes(10);
        private Duration idleTime = Duration.ofSeconds(30);
        private int threads = Math.max(2, NettyRuntime.availableProcessors());

        private Builder() {}

        /**
         * TCP port to listen on.
         *
         * @param number 0 (the system's choice) to 65535; 4043 if not said
         */
        public Builder port(int number) {
            port = range("port", number, 0, HIGHEST_PORT);
            return this;
        }

        /** Listens on this address only; on all if not said. */
        public Builder address(InetAddress only) {
            address = Optional.of(only);
            return this;
        }

        /**
         * Shows this certificate. If not said, one that it signs itself the first time, and keeps.
         *
         * @param chain PEM
         * @param key PEM, PKCS #8 without a password
         */
        public Builder certificate(Path chain, Path key) {
            given = Optional.of(new ServerCertificate(chain, key));
            return this;
        }

        /** Where the certificate that it made itself is kept; {@code ~/.pathtracer} if not said. */
        public Builder certificateFolder(Path where) {
            folder = Optional.of(where);
            return this;
        }

        /**
         * Host names and addresses for that certificate; those of this host's loopback if not said. A certificate from
         * an earlier start that lacks one of them is replaced.
         */
        public Builder certificateNames(List<String> all) {
            require(!all.isEmpty(), "a certificate needs a name");
            names = List.copyOf(all);
            return this;
        }

        /**
         * Most connections at the same time; further ones are closed at once.
         *
         * @param count 1 to 100000; 256 if not said
         */
        public Builder maxConnections(int count) {
            maxConnections = range("max connections", count, 1, 100_000);
            return this;
        }

        /** How long a connection may last, busy or not; 10 minutes if not said. */
        public Builder connectionTime(Duration span) {
            connectionTime = span("connection time", span);
            return this;
        }

        /** How long a connection may be silent; 30 seconds if not said. */
        public Builder idleTime(Duration span) {
            idleTime = span("idle time", span);
            return this;
        }

        private ServerCertificate files() {
            return given.orElseGet(() -> ServerCertificate.selfSigned(
                    folder.orElseGet(
                            () -> ServerCertificate.folder(System.getProperty("user.home"), System.getenv("HOME"))),
                    names));
        }

        /**
         * Starts it.
         *
         * @throws ServerException if it can't listen, or has no certificate
         */
        public ResponsivenessServer start() {
            return new ResponsivenessServer(this);
        }

        private static int range(String what, int value, int lowest, int highest) {
            require(
                    value >= lowest && value <= highest,
                    "%s is %d, but must be from %d to %d".formatted(what, value, lowest, highest));
            return value;
        }

        private static Duration span(String what, Duration value) {
            require(
                    !value.isZero() && !value.isNegative() && value.compareTo(LONGEST) <= 0,
                    what + " must be more than zero and at most a day");
            return value;
        }

        private static void require(boolean holds, String sentence) {
            if (!holds) {
                throw new IllegalArgumentException(sentence);
            }
        }
    }
}
