// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Tells a client that speaks HTTP/1.1, or names no protocol, that it needs HTTP/2: status 505 (RFC 9110 section 15.6.6)
 * to its first request, then the end of the connection.
 */
final class OldHttp extends ChannelInboundHandlerAdapter {
    private static final String WORDS = "This server speaks HTTP/2 only.\n";
    private static final String ANSWER = "HTTP/1.1 505 HTTP Version Not Supported\r\nContent-Type: text/plain\r\n"
            + "Content-Length: " + WORDS.length() + "\r\nConnection: close\r\n\r\n" + WORDS;
    /** For the client to read it: an end with unread data would be a reset, which takes the answer away. */
    private static final long LINGER_SECONDS = 1;

    private boolean answered;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
        if (answered) {
            return;
        }
        answered = true;
        context.writeAndFlush(Unpooled.copiedBuffer(ANSWER, StandardCharsets.US_ASCII));
        var end = context.executor().schedule(() -> context.close(), LINGER_SECONDS, TimeUnit.SECONDS);
        context.channel().closeFuture().addListener(closed -> end.cancel(false));
    }
}
