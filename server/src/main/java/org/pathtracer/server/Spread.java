// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.AbstractEventExecutorGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.pathtracer.http2.Loop;

/**
 * Gives connections to loops in turn. Netty's own groups start a thread at their end that outlives them. The loops are
 * closed by their owner, not by this.
 */
final class Spread extends AbstractEventExecutorGroup implements EventLoopGroup {
    private final List<Loop> loops;
    private final AtomicInteger turn = new AtomicInteger();

    Spread(List<Loop> loops) {
        this.loops = List.copyOf(loops);
    }

    @Override
    public EventLoop next() {
        return loops.get(Math.floorMod(turn.getAndIncrement(), loops.size())).events();
    }

    private EventLoop first() {
        return loops.get(0).events();
    }

    @Override
    public ChannelFuture register(Channel channel) {
        return next().register(channel);
    }

    @Override
    public ChannelFuture register(ChannelPromise promise) {
        return next().register(promise);
    }

    @Override
    @Deprecated
    public ChannelFuture register(Channel channel, ChannelPromise promise) {
        return next().register(channel, promise);
    }

    @Override
    public Iterator<EventExecutor> iterator() {
        return loops.stream().map(loop -> (EventExecutor) loop.events()).iterator();
    }

    @Override
    public boolean isShuttingDown() {
        return first().isShuttingDown();
    }

    @Override
    public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
        return terminationFuture();
    }

    @Override
    public Future<?> terminationFuture() {
        return first().terminationFuture();
    }

    @Override
    @Deprecated
    public void shutdown() {
        // Their owner closes the loops.
    }

    @Override
    public boolean isShutdown() {
        return first().isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return first().isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return first().awaitTermination(timeout, unit);
    }
}
