// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.http2;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ValveTest {
    private final AtomicBoolean unwanted = new AtomicBoolean();
    private final AtomicBoolean cut = new AtomicBoolean();
    private final EmbeddedChannel channel = new EmbeddedChannel(new Valve(unwanted::get, () -> cut.set(true)));

    private static ByteBuf piece() {
        return Unpooled.buffer(3).writeZero(3);
    }

    @Test
    void wantedConnection_letsEverythingPass() {
        assertThat(channel.writeInbound(piece())).isTrue();
        assertThat(channel.writeOutbound(piece())).isTrue();
        assertThat(cut).isFalse();
        channel.finishAndReleaseAll();
    }

    @Test
    void unwantedConnection_isCutAtTheNextPieceThatComes() {
        unwanted.set(true);
        ByteBuf piece = piece();
        assertThat(channel.writeInbound(piece)).isFalse();
        assertThat(piece.refCnt()).isZero();
        assertThat(cut).isTrue();
    }

    @Test
    void unwantedConnection_isCutAtTheNextPieceThatGoes() {
        unwanted.set(true);
        ByteBuf piece = piece();
        assertThat(channel.writeAndFlush(piece).isSuccess()).isFalse();
        assertThat(piece.refCnt()).isZero();
        assertThat(cut).isTrue();
    }
}
