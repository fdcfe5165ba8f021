// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** A client's connection: TLS, then HTTP/2, for a limited time. Sees what no other handler has dealt with. */
final class Connection extends ChannelInboundHandlerAdapter {
    private static final System.Logger LOGGER = System.getLogger("org.pathtracer.server");
    private static final Duration HANDSHAKE_TIME = Duration.ofSeconds(10);
    private static final int MOST_STREAMS = 100;
    private static final int STREAM_WINDOW = 16 * 1024 * 1024;
    private static final int CONNECTION_WINDOW = 2 * STREAM_WINDOW;
    private static final int LARGEST_FRAME = 64 * 1024;
    private static final int MOST_HEADERS = 16 * 1024;

    private final IntConsumer onSent;
    private final IntConsumer onReceived;

    private Connection(IntConsumer onSent, IntConsumer onReceived) {
        this.onSent = onSent;
        this.onReceived = onReceived;
    }

    static void serve(
            Channel channel,
            SslContext tls,
            Duration longest,
            Duration idle,
            IntConsumer onSent,
            IntConsumer onReceived) {
        SslHandler secure = tls.newHandler(channel.alloc());
        secure.setHandshakeTimeoutMillis(HANDSHAKE_TIME.toMillis());
        channel.pipeline()
                .addLast(
                        new IdleStateHandler(0, 0, idle.toNanos(), TimeUnit.NANOSECONDS),
                        secure,
                        new Connection(onSent, onReceived));
        var end = channel.eventLoop().schedule(() -> close(channel), longest.toNanos(), TimeUnit.NANOSECONDS);
        channel.closeFuture().addListener(closed -> end.cancel(false));
    }

    /** From before TLS, which would wait until its farewell has left behind everything else. */
    private static void close(Channel channel) {
        ChannelHandlerContext first = channel.pipeline().firstContext();
        if (first == null) {
            channel.close();
        } else {
            first.close();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof IdleStateEvent) {
            close(context.channel());
        } else if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (!handshake.isSuccess()) {
                close(context.channel());
            } else if (speaksHttp2(context)) {
                begin(context);
            } else {
                context.pipeline().addBefore(context.name(), "http1", new OldHttp());
            }
        }
    }

    private static boolean speaksHttp2(ChannelHandlerContext context) {
        return ApplicationProtocolNames.HTTP_2.equals(
                context.pipeline().get(SslHandler.class).applicationProtocol());
    }

    private void begin(ChannelHandlerContext context) throws Exception {
        Answers answers = new Answers(onSent, onReceived);
        Http2ConnectionHandler handler = new Http2ConnectionHandlerBuilder()
                .server(true)
                .frameListener(answers)
                .gracefulShutdownTimeoutMillis(0)
                .initialSettings(Http2Settings.defaultSettings()
                        .maxConcurrentStreams(MOST_STREAMS)
                        .initialWindowSize(STREAM_WINDOW)
                        .maxFrameSize(LARGEST_FRAME)
                        .maxHeaderListSize(MOST_HEADERS))
                .build();
        answers.on(handler);
        context.pipeline().addBefore(context.name(), "http2", handler);
        handler.connection()
                .local()
                .flowController()
                .incrementWindowSize(handler.connection().connectionStream(), CONNECTION_WINDOW);
        handler.flush(context.pipeline().context(handler));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A client that goes away or speaks nonsense is nothing unusual.
        LOGGER.log(Level.DEBUG, "A connection ended", cause);
        close(context.channel());
    }
}
