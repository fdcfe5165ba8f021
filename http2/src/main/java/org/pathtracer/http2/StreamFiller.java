// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import java.util.function.IntConsumer;

/** Fills a stream as fast as it can take it, a few chunks ahead. Confined to its channel's loop. */
public final class StreamFiller {
    private static final int CHUNK_BYTES = 64 * 1024;
    private static final int CHUNKS_AHEAD = 4;
    /** Its content is of no interest: all is encrypted. */
    private static final ByteBuf CHUNK = Unpooled.unreleasableBuffer(
                    Unpooled.directBuffer(CHUNK_BYTES).writeZero(CHUNK_BYTES))
            .asReadOnly();

    private final Http2ConnectionHandler handler;
    private final ChannelHandlerContext context;
    private final int stream;
    private final IntConsumer onWritten;
    private long left;
    private int ahead;
    private boolean flushScheduled;
    private boolean stopped;

    /**
     * A filler to be started.
     *
     * @param bytes after which the stream ends
     * @param onWritten takes the size of each chunk that has left this process
     */
    public StreamFiller(
            Http2ConnectionHandler handler,
            ChannelHandlerContext context,
            int stream,
            long bytes,
            IntConsumer onWritten) {
        this.handler = handler;
        this.context = context;
        this.stream = stream;
        this.left = bytes;
        this.onWritten = onWritten;
    }

    /** Starts it. */
    public void start() {
        while (!stopped && left > 0 && ahead < CHUNKS_AHEAD) {
            write((int) Math.min(CHUNK_BYTES, left));
        }
        if (!flushScheduled) {
            flushScheduled = true;
            // Not here: this may be the flush of the chunk before.
            context.executor().execute(this::flush);
        }
    }

    private void flush() {
        flushScheduled = false;
        handler.flush(context);
    }

    private void write(int bytes) {
        left -= bytes;
        ahead++;
        handler.encoder()
                .writeData(context, stream, CHUNK.slice(0, bytes), 0, left == 0, context.newPromise())
                .addListener(written -> {
                    ahead--;
                    if (written.isSuccess()) {
                        onWritten.accept(bytes);
                        start();
                    } else {
                        stopped = true;
                    }
                });
    }
}
