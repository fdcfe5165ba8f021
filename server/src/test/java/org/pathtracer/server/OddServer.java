// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2EventAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.pathtracer.http2.Loop;
import org.pathtracer.http2.Sockets;

/** An HTTP/2 server that answers as a test wants it to. */
final class OddServer implements AutoCloseable {
    /** What it does with a request. */
    interface Behaviour {
        void answer(Http2ConnectionHandler handler, ChannelHandlerContext context, int stream);
    }

    /** Never a word. */
    static final Behaviour SILENCE = (handler, context, stream) -> {};
    /** The request is reset. */
    static final Behaviour RESET = (handler, context, stream) -> {
        handler.resetStream(context, stream, 2, context.newPromise());
        handler.flush(context);
    };
    /** The connection is cut. */
    static final Behaviour CUT =
            (handler, context, stream) -> context.pipeline().firstContext().close();

    final AtomicInteger open = new AtomicInteger();
    final AtomicInteger farewells = new AtomicInteger();
    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
    private final Loop loop = new Loop("odd-server");
    private final int port;

    OddServer(Path folder) {
        var tls = ServerCertificate.selfSigned(folder, List.of("localhost")).tls();
        Channel listening = new ServerBootstrap()
                .group(loop.events())
                .channel(Sockets.server())
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel made) {
                        open.incrementAndGet();
                        made.closeFuture().addListener(closed -> open.decrementAndGet());
                        made.pipeline().addLast(tls.newHandler(made.alloc()), new Begin());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
        port = ((InetSocketAddress) listening.localAddress()).getPort();
        on("/small", content("x"));
    }

    /** Content of one piece. */
    static Behaviour content(String text) {
        return (handler, context, stream) -> {
            head(handler, context, stream, new DefaultHttp2Headers().status("200"), false);
            data(handler, context, stream, Unpooled.copiedBuffer(text, StandardCharsets.UTF_8), true);
        };
    }

    /** So many bytes, and then something else. */
    static Behaviour begun(int bytes, Behaviour then) {
        return (handler, context, stream) -> {
            head(handler, context, stream, new DefaultHttp2Headers().status("200"), false);
            data(handler, context, stream, Unpooled.buffer(bytes).writeZero(bytes), false);
            then.answer(handler, context, stream);
        };
    }

    static Behaviour status(String status, String location) {
        return (handler, context, stream) -> head(
                handler,
                context,
                stream,
                new DefaultHttp2Headers().status(status).add("location", location),
                true);
    }

    private static void head(
            Http2ConnectionHandler handler,
            ChannelHandlerContext context,
            int stream,
            Http2Headers headers,
            boolean end) {
        handler.encoder().writeHeaders(context, stream, headers, 0, end, context.newPromise());
        handler.flush(context);
    }

    private static void data(
            Http2ConnectionHandler handler, ChannelHandlerContext context, int stream, ByteBuf content, boolean end) {
        handler.encoder().writeData(context, stream, content, 0, end, context.newPromise());
        handler.flush(context);
    }

    OddServer on(String path, Behaviour behaviour) {
        behaviours.put(path, behaviour);
        return this;
    }

    /** A document with these URLs and version, as JSON says them. */
    OddServer document(String version, String urls) {
        return on("/nq", content("{\"version\":" + version + ",\"urls\":{" + urls + "}}"));
    }

    /** A proper document. */
    OddServer document() {
        return document(
                "1", "\"small_download_url\":\"/small\",\"large_download_url\":\"/large\",\"upload_url\":\"/upload\"");
    }

    URI url() {
        return URI.create("https://127.0.0.1:" + port + "/nq");
    }

    @Override
    public void close() {
        loop.close().join();
    }

    private final class Begin extends ChannelInboundHandlerAdapter {
        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof SslHandshakeCompletionEvent) {
                Requests requests = new Requests();
                requests.handler = new Http2ConnectionHandlerBuilder()
                        .server(true)
                        .gracefulShutdownTimeoutMillis(0)
                        .frameListener(requests)
                        .build();
                context.pipeline().addBefore(context.name(), null, requests.handler);
            } else if (event instanceof SslCloseCompletionEvent) {
                farewells.incrementAndGet();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    private final class Requests extends Http2EventAdapter {
        private Http2ConnectionHandler handler;

        @Override
        public void onHeadersRead(
                ChannelHandlerContext at, int stream, Http2Headers headers, int padding, boolean end) {
            behaviours
                    .getOrDefault(headers.path().toString(), status("404", ""))
                    .answer(handler, at, stream);
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
        public int onDataRead(ChannelHandlerContext at, int stream, ByteBuf data, int padding, boolean end) {
            return data.readableBytes() + padding;
        }
    }
}
