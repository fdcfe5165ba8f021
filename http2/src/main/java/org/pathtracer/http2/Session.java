// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.http2;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2EventAdapter;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.pathtracer.bufferbloat.LoadFailure;
import org.pathtracer.bufferbloat.LoadFailure.Kind;
import org.pathtracer.spi.LoadTarget;

/** A connection to the server: TCP, TLS, HTTP/2. Confined to one loop, on which all its calls are made. */
final class Session extends Http2EventAdapter {
    private static final int HTTPS = 443;
    /** No window may be the limit: 16 MB are in flight on a path of 1 Gbit/s and 128 ms. */
    private static final int STREAM_WINDOW = 16 * 1024 * 1024;

    private static final int CONNECTION_WINDOW = 2 * STREAM_WINDOW;
    private static final int LARGEST_FRAME = 64 * 1024;
    private static final double TLS_1_2_ROUND_TRIPS = 2;

    /** Uses the connection; either {@link #onReady} or {@link #onEnd} comes first, and {@code onEnd} last. */
    interface Owner {
        /** It can take requests. */
        void onReady(Session session);

        /** It is closed, or could never be opened. Exchanges have been told before. */
        void onEnd(LoadFailure failure);

        /** Whether it shall be cut off at the next piece that comes or goes. */
        default boolean unwanted() {
            return false;
        }
    }

    private final LoadTarget target;
    private final Owner owner;
    private final IntObjectMap<Exchange> exchanges = new IntObjectHashMap<>();
    private final Http2ConnectionHandler handler;
    private @Nullable Channel channel;
    private @Nullable ChannelHandlerContext context;
    private @Nullable LoadFailure failure;
    private long begunAt;
    private long connectedAt;
    private long secureAt;
    private double tlsRoundTrips = 1;
    private boolean ended;

    private Session(LoadTarget target, Owner owner) {
        this.target = target;
        this.owner = owner;
        handler = new Http2ConnectionHandlerBuilder()
                .server(false)
                .frameListener(this)
                .gracefulShutdownTimeoutMillis(0)
                .initialSettings(Http2Settings.defaultSettings()
                        .pushEnabled(false)
                        .initialWindowSize(STREAM_WINDOW)
                        .maxFrameSize(LARGEST_FRAME))
                .build();
        handler.connection().addListener(this);
    }

    /**
     * Opens a connection.
     *
     * @param url whose port and host name count; the address is the target's
     * @param crypto where handshakes are computed
     * @param bytes takes the size of everything sent and received
     */
    static Session open(
            Loop loop, LoadTarget target, URI url, SslContext tls, Executor crypto, IntConsumer bytes, Owner owner) {
        Session session = new Session(target, owner);
        // A loop that is about to end would have the failure told by a thread that outlives it.
        if (!loop.events().isShuttingDown()) {
            session.connect(loop, url, tls, crypto, bytes);
        }
        return session;
    }

    private void connect(Loop loop, URI url, SslContext tls, Executor crypto, IntConsumer bytes) {
        int port = url.getPort() < 0 ? HTTPS : url.getPort();
        Bootstrap bootstrap = new Bootstrap()
                .group(loop.events())
                .channel(Sockets.channel())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, millis())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel made) {
                        SslHandler secure = tls.newHandler(made.alloc(), host(url), port, crypto);
                        secure.setHandshakeTimeoutMillis(millis());
                        made.pipeline()
                                .addLast(
                                        new Valve(owner::unwanted, Session.this::abort),
                                        new ByteCounter(bytes),
                                        secure,
                                        new Guard());
                    }
                });
        Sockets.options().forEach((option, value) -> set(bootstrap, option, value));
        if (target.trafficClass() != 0) {
            bootstrap.option(ChannelOption.IP_TOS, target.trafficClass());
        }
        begunAt = System.nanoTime();
        ChannelFuture connecting = bootstrap.connect(
                new InetSocketAddress(target.address(), port),
                target.source().map(source -> new InetSocketAddress(source, 0)).orElse(null));
        channel = connecting.channel();
        connecting.addListener(done -> {
            connectedAt = System.nanoTime();
            if (!done.isSuccess()) {
                end(Failures.of(done.cause()));
            }
        });
        channel.closeFuture().addListener(closed -> {
            // One that never was connected says itself why.
            if (connecting.isSuccess()) {
                end(why());
            }
        });
    }

    private int millis() {
        return (int) Math.min(Integer.MAX_VALUE, target.timeout().toMillis());
    }

    @SuppressWarnings("unchecked") // the map has for each option a value of its type
    private static <T> void set(Bootstrap bootstrap, ChannelOption<T> option, Object value) {
        bootstrap.option(option, (T) value);
    }

    private static String host(URI url) {
        String host = url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** The last in the line: sees the end of the handshake, and what no other handler has caught. */
    private final class Guard extends ChannelInboundHandlerAdapter {
        @Override
        public void userEventTriggered(ChannelHandlerContext at, Object event) {
            if (event instanceof SslHandshakeCompletionEvent handshake) {
                if (handshake.isSuccess()) {
                    secured(at);
                } else {
                    refuse(Failures.of(handshake.cause()));
                }
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext at, Throwable cause) {
            refuse(Failures.of(cause));
        }
    }

    private void secured(ChannelHandlerContext guard) {
        secureAt = System.nanoTime();
        SslHandler secure = guard.pipeline().get(SslHandler.class);
        if (!ApplicationProtocolNames.HTTP_2.equals(secure.applicationProtocol())) {
            refuse(Failures.failure(Kind.PROTOCOL, "The server does not speak HTTP/2"));
            return;
        }
        tlsRoundTrips = secure.engine().getSession().getProtocol().equals("TLSv1.2") ? TLS_1_2_ROUND_TRIPS : 1;
        guard.pipeline().addBefore(guard.name(), "http2", handler);
        context = guard.pipeline().context(handler);
        try {
            handler.connection()
                    .local()
                    .flowController()
                    .incrementWindowSize(handler.connection().connectionStream(), CONNECTION_WINDOW);
        } catch (Http2Exception e) {
            refuse(Failures.of(e));
            return;
        }
        owner.onReady(this);
        handler.flush(context());
    }

    private void refuse(LoadFailure why) {
        failure = failure == null ? why : failure;
        abort();
    }

    private LoadFailure why() {
        if (failure != null) {
            return failure;
        }
        return handler.connection().goAwaySent()
                ? Failures.failure(Kind.PROTOCOL, "The server breaks the rules of HTTP/2")
                : Failures.failure(Kind.CLOSED, "The server closed the connection");
    }

    private void end(LoadFailure why) {
        if (ended) {
            return;
        }
        ended = true;
        List<Exchange> open = new ArrayList<>(exchanges.values());
        exchanges.clear();
        open.forEach(exchange -> exchange.onFailure(why));
        owner.onEnd(why);
    }

    /** Time of TCP's handshake. */
    long tcpNanos() {
        return connectedAt - begunAt;
    }

    /** Time of TLS's handshake, per round trip. */
    long tlsNanos() {
        return Math.round((secureAt - connectedAt) / tlsRoundTrips);
    }

    /** Asks for something. */
    void get(URI url, Exchange exchange) {
        request("GET", url, true, exchange);
    }

    /** Sends something without end. */
    void post(URI url, Exchange exchange, IntConsumer onWritten) {
        int stream = request("POST", url, false, exchange);
        if (stream > 0) {
            new StreamFiller(handler, context(), stream, Long.MAX_VALUE, onWritten).start();
        }
    }

    private int request(String method, URI url, boolean whole, Exchange exchange) {
        if (ended) {
            exchange.onFailure(why());
            return 0;
        }
        int stream = handler.connection().local().incrementAndGetNextStreamId();
        exchanges.put(stream, exchange);
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        Http2Headers headers = new DefaultHttp2Headers()
                .method(method)
                .scheme("https")
                .authority(url.getRawAuthority())
                .path(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
                .add("user-agent", "pathtracer");
        handler.encoder()
                .writeHeaders(context(), stream, headers, 0, whole, context().newPromise())
                .addListener(written -> {
                    if (!written.isSuccess()) {
                        fail(stream, Failures.of(written.cause()));
                    }
                });
        handler.flush(context());
        return stream;
    }

    private ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("the connection is not ready");
        }
        return context;
    }

    /**
     * Closes it when all is done. A reset may be lost where a queue overflows, and a server that has nothing to send
     * would never learn of it; a farewell is repeated by the kernel until it has arrived.
     */
    void close() {
        if (channel != null) {
            channel.close();
        }
    }

    /** Closes it at once, with all that waits to be sent; what still arrives is answered with resets by the kernel. */
    void abort() {
        Channel open = channel;
        if (open != null && open.isOpen()) {
            open.config().setOption(ChannelOption.SO_LINGER, 0);
            // From before TLS, which would wait until its farewell has left behind everything else.
            ChannelHandlerContext first = open.pipeline().firstContext();
            if (first == null) {
                open.close();
            } else {
                first.close();
            }
        }
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext at,
            int stream,
            Http2Headers headers,
            int dependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean end) {
        onHeadersRead(at, stream, headers, padding, end);
    }

    @Override
    public void onHeadersRead(ChannelHandlerContext at, int stream, Http2Headers headers, int padding, boolean end) {
        Exchange exchange = exchanges.get(stream);
        CharSequence status = headers.status();
        if (exchange == null || status == null) {
            return;
        }
        if (status.toString().equals("200")) {
            exchange.onAnswer();
            if (end) {
                finish(stream);
            }
        } else if (status.charAt(0) != '1') {
            fail(stream, Failures.status("the request", number(status), location(headers)));
        }
    }

    private static int number(CharSequence status) {
        return status.length() == 3 && status.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Integer.parseInt(status.toString())
                : 0;
    }

    private static CharSequence location(Http2Headers headers) {
        CharSequence location = headers.get("location");
        return location == null ? "without saying where" : location;
    }

    @Override
    public int onDataRead(ChannelHandlerContext at, int stream, ByteBuf data, int padding, boolean end) {
        int bytes = data.readableBytes() + padding;
        Exchange exchange = exchanges.get(stream);
        if (exchange != null) {
            exchange.onData(data);
            if (end) {
                finish(stream);
            }
        }
        return bytes;
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext at, int stream, long error) {
        fail(stream, Failures.failure(Kind.CLOSED, "The server reset a request (HTTP/2 error " + error + ")"));
    }

    @Override
    public void onStreamClosed(Http2Stream stream) {
        fail(stream.id(), Failures.failure(Kind.CLOSED, "The server ended a request early"));
    }

    private void finish(int stream) {
        Exchange exchange = exchanges.remove(stream);
        if (exchange != null) {
            exchange.onEnd();
        }
    }

    private void fail(int stream, LoadFailure why) {
        Exchange exchange = exchanges.remove(stream);
        if (exchange != null) {
            exchange.onFailure(why);
        }
    }
}
