// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.http2;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.function.BooleanSupplier;

/**
 * Cuts a connection off in the midst of a turn of its loop, which may take long: there is much to decrypt, and the
 * JVM's compiler may not have come to it yet.
 */
final class Valve extends ChannelDuplexHandler {
    private final BooleanSupplier unwanted;
    private final Runnable cut;

    /**
     * A valve for one connection.
     *
     * @param unwanted asked before each piece
     * @param cut closes the connection
     */
    Valve(BooleanSupplier unwanted, Runnable cut) {
        this.unwanted = unwanted;
        this.cut = cut;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (unwanted.getAsBoolean()) {
            ReferenceCountUtil.release(message);
            cut.run();
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (unwanted.getAsBoolean()) {
            ReferenceCountUtil.release(message);
            promise.tryFailure(new ClosedChannelException());
            cut.run();
        } else {
            context.write(message, promise);
        }
    }
}
