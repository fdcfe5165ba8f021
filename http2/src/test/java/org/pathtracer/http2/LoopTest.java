// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.http2;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoopTest {
    private static Channel listeningOn(Loop loop) {
        return new ServerBootstrap()
                .group(loop.events())
                .channel(Sockets.server())
                .childHandler(new ChannelInboundHandlerAdapter())
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    @Test
    void loopToldToEndWhileItRunsATask_closesItsChannels() throws Exception {
        Loop loop = new Loop("loop-test");
        Channel channel = listeningOn(loop);
        loop.execute(loop::close);
        loop.close().get(20, TimeUnit.SECONDS);
        assertThat(channel.closeFuture().await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closedLoop_dropsTasks() throws Exception {
        Loop loop = new Loop("loop-test");
        loop.close().get(20, TimeUnit.SECONDS);
        loop.execute(() -> {
            throw new AssertionError("ran");
        });
        assertThat(loop.close()).isCompleted();
    }
}
