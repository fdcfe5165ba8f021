// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.core.http.LoopbackHttps;
import org.pathtracer.core.io.IoLoop;
import org.pathtracer.service.HttpCheck;
import org.pathtracer.service.HttpResult;
import org.pathtracer.service.PortState;
import org.pathtracer.service.ServiceFailure.Phase;
import org.pathtracer.service.ServiceFailure.Reason;
import org.pathtracer.service.ServiceResult;
import org.pathtracer.service.TcpCheck;
import org.pathtracer.service.TcpResult;
import org.pathtracer.service.TlsCheck;
import org.pathtracer.service.TlsResult;

/**
 * Servers that reset a connection at each stage of a check. The server acts on the client's own thread, so that it is
 * always done before the client looks.
 */
class ResetTest {
    private static final String HOST = "127.0.0.1";
    private static final Duration LONG = Duration.ofSeconds(60);

    private final IoLoop loop = new IoLoop("resets");
    private final ExecutorService threads = Executors.newSingleThreadExecutor();

    @AfterEach
    void close() {
        loop.close(() -> {});
        threads.shutdownNow();
    }

    /** The connection was accepted and is gone before the client has its turn. */
    private <R extends ServiceResult> R resetAtOnce(boolean ends, IntFunction<CheckRun<R>> run) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CheckRun<R> check = run.apply(server.getLocalPort());
            check.prepare();
            loop.execute(() -> {
                check.begin(server.getInetAddress(), Optional.empty());
                reset(server, ends);
            });
            return check.future().get(60, TimeUnit.SECONDS);
        }
    }

    private static void reset(ServerSocket server, boolean ends) {
        try (Socket accepted = server.accept()) {
            if (ends) {
                accepted.shutdownOutput();
            }
            accepted.setSoLinger(true, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void resetBehindTheHandshake_isAnOpenPort(boolean ends) throws Exception {
        TcpResult found = resetAtOnce(
                ends,
                port -> new TcpRun(loop, TcpCheck.to(HOST, port).deadline(LONG).build()));
        assertThat(found.state()).isEqualTo(PortState.OPEN);
        assertThat(found.failure()).isEmpty();
        assertThat(found.connect()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void resetBehindTheHandshake_breaksARequest(boolean ends) throws Exception {
        HttpResult found = resetAtOnce(ends, port -> http(port));
        assertThat(found.state()).isEqualTo(PortState.OPEN);
        assertThat(found.failure().orElseThrow().phase()).isEqualTo(Phase.ANSWER);
        assertThat(found.failure().orElseThrow().reason()).isEqualTo(Reason.BROKEN);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void resetBehindTheHandshake_breaksTls(boolean ends) throws Exception {
        TlsEngines engines = TlsEngines.trusting(LoopbackHttps.trusted());
        TlsResult found = resetAtOnce(
                ends,
                port -> new TlsRun(loop, TlsCheck.to(HOST, port).deadline(LONG).build(), engines, threads));
        assertThat(found.state()).isEqualTo(PortState.OPEN);
        assertThat(found.failure().orElseThrow().phase()).isEqualTo(Phase.TLS);
        assertThat(found.failure().orElseThrow().reason()).isEqualTo(Reason.BROKEN);
    }

    @Test
    void resetInTheHandshake_isARefusal() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        HttpRun check = http(port);
        loop.execute(() -> check.begin(InetAddress.getLoopbackAddress(), Optional.empty()));
        HttpResult found = check.future().get(60, TimeUnit.SECONDS);
        assertThat(found.state()).isEqualTo(PortState.CLOSED);
        assertThat(found.failure().orElseThrow().phase()).isEqualTo(Phase.CONNECT);
    }

    @Test
    void resetBehindTheRequest_breaksTheAnswer() throws Exception {
        try (ServerSocket server = Loopback.stream(client -> {
            while (client.getInputStream().read() != '\n') {
                // The request line.
            }
            client.setSoLinger(true, 0);
        })) {
            HttpRun check = http(server.getLocalPort());
            loop.execute(() -> check.begin(server.getInetAddress(), Optional.empty()));
            HttpResult found = check.future().get(60, TimeUnit.SECONDS);
            assertThat(found.state()).isEqualTo(PortState.OPEN);
            assertThat(found.failure().orElseThrow().phase()).isEqualTo(Phase.ANSWER);
            assertThat(found.failure().orElseThrow().reason()).isEqualTo(Reason.BROKEN);
        }
    }

    private HttpRun http(int port) {
        return new HttpRun(
                loop,
                HttpCheck.to(URI.create("http://" + HOST + ":" + port + "/"))
                        .deadline(LONG)
                        .build(),
                new TlsEngines(),
                threads);
    }
}
