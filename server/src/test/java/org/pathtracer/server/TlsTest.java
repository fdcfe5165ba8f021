// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.http2.Tls;

/** BoringSSL and Java, each on either side: both agree. */
class TlsTest {
    private static final int MOST_FLIGHTS = 20;

    @TempDir
    Path folder;

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "BoringSSL comes with it for Linux only")
    void linux_hasBoringSsl() {
        assertThat(OpenSsl.isAvailable())
                .as(String.valueOf(OpenSsl.unavailabilityCause()))
                .isTrue();
        assertThat(Tls.byJava()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"JDK,JDK", "JDK,OPENSSL", "OPENSSL,JDK", "OPENSSL,OPENSSL"})
    @EnabledOnOs(value = OS.LINUX, disabledReason = "BoringSSL comes with it for Linux only")
    void everyPair_speaksTls13AndHttp2(SslProvider client, SslProvider server) throws Exception {
        ServerCertificate files = ServerCertificate.selfSigned(folder, List.of("localhost"));
        SslContext ofServer = Tls.with(
                        SslContextBuilder.forServer(
                                files.certificate().toFile(), files.key().toFile()),
                        server)
                .build();
        SslContext ofClient = Tls.with(SslContextBuilder.forClient(), client)
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .endpointIdentificationAlgorithm(null)
                .build();
        EmbeddedChannel near = new EmbeddedChannel();
        EmbeddedChannel far = new EmbeddedChannel();
        try {
            SslHandler secure = ofClient.newHandler(near.alloc(), "localhost", 443);
            near.pipeline().addLast(secure);
            far.pipeline().addLast(ofServer.newHandler(far.alloc()));
            exchange(near, far);
            assertThat(secure.handshakeFuture().isSuccess()).isTrue();
            assertThat(secure.engine().getSession().getProtocol()).isEqualTo("TLSv1.3");
            assertThat(secure.applicationProtocol()).isEqualTo("h2");
            near.writeOutbound(Unpooled.copiedBuffer("over there", StandardCharsets.US_ASCII));
            exchange(near, far);
            ByteBuf arrived = far.readInbound();
            assertThat(arrived.toString(StandardCharsets.US_ASCII)).isEqualTo("over there");
            arrived.release();
        } finally {
            near.finishAndReleaseAll();
            far.finishAndReleaseAll();
            ReferenceCountUtil.release(ofClient);
            ReferenceCountUtil.release(ofServer);
        }
    }

    /** Carries what each has for the other, until neither has more. */
    private static void exchange(EmbeddedChannel near, EmbeddedChannel far) {
        for (int flights = 0; carry(near, far) | carry(far, near); flights++) {
            assertThat(flights).isLessThan(MOST_FLIGHTS);
        }
    }

    private static boolean carry(EmbeddedChannel from, EmbeddedChannel to) {
        boolean any = false;
        ByteBuf packet;
        while ((packet = from.readOutbound()) != null) {
            to.writeInbound(packet);
            any = true;
        }
        return any;
    }
}
