// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.util.function.IntConsumer;

/** Counts what a connection sends and receives, encrypted as it is. */
final class ByteCounter extends ChannelDuplexHandler {
    private final IntConsumer bytes;

    ByteCounter(IntConsumer bytes) {
        this.bytes = bytes;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        count(message);
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        count(message);
        context.write(message, promise);
    }

    private void count(Object message) {
        if (message instanceof ByteBuf buffer) {
            bytes.accept(buffer.readableBytes());
        }
    }
}
