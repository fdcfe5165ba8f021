// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.service;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.TracerClosedException;
import org.pathtracer.UnknownTargetException;
import org.pathtracer.core.dns.DnsClient;
import org.pathtracer.core.http.HttpCalls;
import org.pathtracer.core.http.LoopbackHttps;
import org.pathtracer.service.DnsCheck;
import org.pathtracer.service.HttpCheck;
import org.pathtracer.service.HttpResult;
import org.pathtracer.service.PortState;
import org.pathtracer.service.QuicCheck;
import org.pathtracer.service.QuicResult;
import org.pathtracer.service.ServiceCheck;
import org.pathtracer.service.ServiceFailure.Phase;
import org.pathtracer.service.ServiceFailure.Reason;
import org.pathtracer.service.ServiceResult;
import org.pathtracer.service.ServiceTarget;
import org.pathtracer.service.TcpCheck;
import org.pathtracer.service.TcpResult;
import org.pathtracer.service.TlsCheck;
import org.pathtracer.service.TlsDistrust;
import org.pathtracer.service.TlsResult;
import org.pathtracer.service.UdpCheck;
import org.pathtracer.service.UdpResult;

/** Checks over real sockets on loopback, of servers that are well, silent, absent and broken. */
class ServiceClientTest {
    private static final String HOST = "127.0.0.1";
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final HttpCalls http = new HttpCalls(threads);
    private final DnsClient dns = new DnsClient(http);
    private ServiceClient client;

    @BeforeEach
    void open() throws Exception {
        client = new ServiceClient(
                ServiceClientTest::resolve, threads, dns, TlsEngines.trusting(LoopbackHttps.trusted()));
    }

    @AfterEach
    void close() {
        client.close();
        dns.close();
        http.close();
        threads.shutdownNow();
    }

    private static InetAddress resolve(ServiceTarget target) {
        try {
            return InetAddress.getByName(target.host());
        } catch (UnknownHostException e) {
            throw new UnknownTargetException(target.host() + " is not known", e);
        }
    }

    private <R extends ServiceResult> R check(ServiceCheck<R> check) throws Exception {
        return client.start(check).get(90, TimeUnit.SECONDS);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DatagramSocket datagrams =
                        new DatagramSocket(socket.getLocalPort(), InetAddress.getLoopbackAddress())) {
            return datagrams.getLocalPort();
        }
    }

    @Test
    void openPort_isTimed() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            TcpResult result = check(
                    TcpCheck.to(HOST, server.getLocalPort()).deadline(LONG).build());
            assertThat(result.state()).isEqualTo(PortState.OPEN);
            assertThat(result.connect()).isPresent();
            assertThat(result.contact().address()).contains(InetAddress.getLoopbackAddress());
            assertThat(result.contact().duration())
                    .isGreaterThanOrEqualTo(result.connect().orElseThrow());
        }
    }

    @Test
    void closedPort_isRefused() throws Exception {
        TcpResult result = check(TcpCheck.to(HOST, freePort()).deadline(LONG).build());
        assertThat(result.state()).isEqualTo(PortState.CLOSED);
        assertThat(result.failure().orElseThrow().reason()).isEqualTo(Reason.REFUSED);
        assertThat(result.connect()).isEmpty();
    }

    @Test
    void unknownName_isAValue() throws Exception {
        client.close();
        client = new ServiceClient(
                target -> {
                    throw new UnknownTargetException(target.host() + " is not known");
                },
                threads,
                dns);
        TcpResult result = check(TcpCheck.to("missing.test", 80).build());
        assertThat(result.state()).isEqualTo(PortState.UNKNOWN);
        assertThat(result.failure().orElseThrow().phase()).isEqualTo(Phase.NAME);
        assertThat(result.failure().orElseThrow().detail()).isEqualTo("missing.test is not known");
    }

    @Test
    void datagram_isAnsweredWithWhatTheServerSays() throws Exception {
        try (DatagramSocket server = Loopback.datagrams(message -> List.of(new byte[] {message[0], 2, 3}))) {
            UdpResult result = check(UdpCheck.to(HOST, server.getLocalPort())
                    .deadline(LONG)
                    .payload("7f00")
                    .build());
            assertThat(result.state()).isEqualTo(PortState.OPEN);
            assertThat(result.answer()).isEqualTo("7f0203");
            assertThat(result.answerBytes()).isEqualTo(3);
            assertThat(result.rtt()).isPresent();
        }
    }

    @Test
    void silentDatagramPort_isFiltered() throws Exception {
        try (DatagramSocket server = Loopback.datagrams(message -> List.of())) {
            UdpResult result = check(UdpCheck.to(HOST, server.getLocalPort())
                    .deadline(SHORT)
                    .payload("00")
                    .build());
            assertThat(result.state()).isEqualTo(PortState.FILTERED);
            assertThat(result.failure().orElseThrow().reason()).isEqualTo(Reason.NO_ANSWER);
        }
    }

    @Test
    void closedDatagramPort_isRefused() throws Exception {
        assertThat(check(UdpCheck.to(HOST, freePort())
                                .deadline(LONG)
                                .payload("00")
                                .build())
                        .state())
                .isEqualTo(PortState.CLOSED);
    }

    @Test
    void closedNameServer_isRefused() throws Exception {
        DnsCheck check = DnsCheck.to(HOST, freePort()).deadline(LONG).build();
        assertThat(check(check).failure().orElseThrow().detail()).contains("port unreachable");
    }

    @Test
    void quicServer_listsItsVersions() throws Exception {
        try (DatagramSocket server = Loopback.datagrams(VersionNegotiationTest::answer)) {
            QuicResult result = check(
                    QuicCheck.to(HOST, server.getLocalPort()).deadline(LONG).build());
            assertThat(result.versions()).containsExactly("v1", "v2", "draft-29", "0x709a50c4");
            assertThat(result.rtt()).isPresent();
        }
    }

    @Test
    void https_isTimedPhaseByPhaseAndTrusted() throws Exception {
        try (LoopbackHttps server = new LoopbackHttps("/", exchange -> {
            exchange.getResponseHeaders().add("X-Two", "a");
            exchange.getResponseHeaders().add("X-Two", "b");
            exchange.sendResponseHeaders(200, 0); // chunked
            exchange.getResponseBody().write(new byte[100_000]);
            exchange.close();
        })) {
            HttpResult result =
                    check(HttpCheck.to(server.uri("/page?x=1")).deadline(LONG).build());
            assertThat(result.failure()).isEmpty();
            assertThat(result.status()).hasValue(200);
            assertThat(result.bodyBytes()).isEqualTo(100_000);
            assertThat(result.headers()).containsEntry("x-two", "a, b");
            assertThat(result.connect()).isPresent();
            assertThat(result.handshake()).isPresent();
            assertThat(result.firstByte()).isPresent();
            assertThat(result.rest()).isPresent();
            assertThat(result.session().orElseThrow().trusted())
                    .as(result.session().toString())
                    .isTrue();
        }
    }

    @Test
    void tls_showsCertificatesAndJudgesTheName() throws Exception {
        try (LoopbackHttps server = new LoopbackHttps("/", exchange -> {})) {
            TlsCheck.Builder builder =
                    TlsCheck.to(HOST, server.uri("/").getPort()).deadline(LONG).protocols(List.of());
            TlsResult own = check(builder.build());
            assertThat(own.failure()).isEmpty();
            assertThat(own.session().orElseThrow().trusted()).isTrue();
            assertThat(own.session().orElseThrow().version()).isEqualTo("TLSv1.3");
            assertThat(own.session().orElseThrow().certificates().get(0).sha256())
                    .hasSize(64);
            TlsResult other = check(builder.serverName("other.test").build());
            assertThat(other.failure()).isEmpty();
            assertThat(other.session().orElseThrow().distrust()).hasValueSatisfying(why -> {
                assertThat(why.kind()).isEqualTo(TlsDistrust.Kind.OTHER_NAME);
                assertThat(why.sentence()).contains("other.test");
            });
        }
    }

    @Test
    void unknownIssuer_isNotTrusted() throws Exception {
        client.close();
        client = new ServiceClient(ServiceClientTest::resolve, threads, dns);
        try (LoopbackHttps server = new LoopbackHttps("/", exchange -> {})) {
            TlsResult result = check(TlsCheck.to(HOST, server.uri("/").getPort())
                    .deadline(LONG)
                    .protocols(List.of())
                    .build());
            assertThat(result.failure()).isEmpty();
            assertThat(result.session().orElseThrow().trusted()).isFalse();
            assertThat(result.session().orElseThrow().distrust().orElseThrow().kind())
                    .isEqualTo(TlsDistrust.Kind.UNKNOWN_ISSUER);
        }
    }

    @Test
    void serverWithoutTls_breaksTheHandshake() throws Exception {
        try (ServerSocket server = Loopback.stream(socket -> say(socket, "220 hello\r\n"))) {
            TlsResult result = check(TlsCheck.to(HOST, server.getLocalPort())
                    .deadline(LONG)
                    .protocols(List.of())
                    .build());
            assertThat(result.state()).isEqualTo(PortState.OPEN);
            assertThat(result.failure().orElseThrow().phase()).isEqualTo(Phase.TLS);
            assertThat(result.session()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SSH-2.0-x\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort", "HTTP/1.1 200 OK\r\nX", ""
            })
    void brokenAnswer_isAValue(String answer) throws Exception {
        try (ServerSocket server = Loopback.stream(socket -> say(socket, answer))) {
            HttpResult result = check(http(server, LONG));
            assertThat(result.state()).isEqualTo(PortState.OPEN);
            assertThat(result.failure().orElseThrow().reason()).isEqualTo(Reason.BROKEN);
        }
    }

    @Test
    void addressAsTarget_hasNoLookUp() throws Exception {
        try (ServerSocket server = Loopback.stream(socket -> say(socket, "HTTP/1.1 204 x\r\n\r\n"))) {
            HttpResult result = check(http(server, LONG));
            boolean literal = result.contact().target().host().matches("[0-9.]+|.*:.*");
            assertThat(result.contact().resolve().isEmpty()).isEqualTo(literal);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void connectionWhoseFirstPacketIsLost_saysThatItMayBeNoRoundTrip() throws Exception {
        List<Socket> fillers = new ArrayList<>();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Linux queues one connection more than the backlog, and then drops what asks for one.
            for (int i = 0; i < 2; i++) {
                fillers.add(new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort()));
            }
            CompletableFuture<TcpResult> check = client.start(
                    TcpCheck.to(HOST, server.getLocalPort()).deadline(LONG).build());
            awaitLostPacket(server.getLocalPort());
            fillers.add(server.accept());
            fillers.add(server.accept());
            TcpResult result = check.get(90, TimeUnit.SECONDS);
            assertThat(result.failure()).isEmpty();
            assertThat(result.connectMayBeRepeated()).isTrue();
        } finally {
            for (Socket filler : fillers) {
                filler.close();
            }
        }
    }

    /** Until a connection to this port is in the state SYN-SENT, which has the number 02 there. */
    private static void awaitLostPacket(int port) throws IOException {
        String line = "(?s).*:%04X 02 .*".formatted(port);
        long begun = System.nanoTime();
        while (!(Files.readString(Path.of("/proc/net/tcp")) + Files.readString(Path.of("/proc/net/tcp6")))
                .matches(line)) {
            assertThat(System.nanoTime() - begun).isLessThan(LONG.toNanos());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    @Test
    void hostThatNeedsLongerThanTheDeadlineToGetReady_isNotTheServersFault() throws Exception {
        Duration deadline = Duration.ofSeconds(1);
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ServiceClient slow = new ServiceClient(
                        ServiceClientTest::resolve, task -> threads.execute(() -> late(task, deadline)), dns)) {
            TcpResult result = slow.start(TcpCheck.to(HOST, server.getLocalPort())
                            .deadline(deadline)
                            .build())
                    .get(90, TimeUnit.SECONDS);
            assertThat(result.failure()).isEmpty();
            assertThat(result.contact().duration()).isLessThan(deadline);
        }
    }

    /** Like a processor that is busy with others for longer than this. */
    private static void late(Runnable task, Duration than) {
        long begun = System.nanoTime();
        long needed = than.toNanos() * 5 / 4;
        while (System.nanoTime() - begun < needed) {
            LockSupport.parkNanos(needed);
        }
        task.run();
    }

    @Test
    void warmUp_shakesHandsWithItself() throws Exception {
        assertThat(WarmUp.class.getResource("warm-up.jks")).isNotNull();
        assertThat(WarmUp.handshake()).isEqualTo("TLSv1.3");
    }

    @Test
    void silentServer_costsTheDeadlineAndNoMore() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            HttpResult result = check(http(server, SHORT));
            assertThat(result.failure().orElseThrow().reason()).isEqualTo(Reason.NO_ANSWER);
            assertThat(result.failure().orElseThrow().phase()).isEqualTo(Phase.ANSWER);
            assertThat(result.connect()).isPresent();
            assertThat(result.contact().duration()).isGreaterThanOrEqualTo(SHORT);
        }
    }

    @Test
    void manyChecks_runBesideEachOther() throws Exception {
        try (ServerSocket server = Loopback.stream(socket -> say(socket, "HTTP/1.1 204 No Content\r\n\r\n"))) {
            List<CompletableFuture<HttpResult>> all = java.util.stream.IntStream.range(0, 400)
                    .mapToObj(i -> client.start(http(server, LONG)))
                    .toList();
            for (CompletableFuture<HttpResult> each : all) {
                assertThat(each.get(90, TimeUnit.SECONDS).status()).hasValue(204);
            }
        }
    }

    @Test
    void cancelling_closesTheConnection() throws Exception {
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        CompletableFuture<Boolean> begun = new CompletableFuture<>();
        try (ServerSocket server = Loopback.stream(socket -> {
            socket.getInputStream().read();
            begun.complete(true);
            while (socket.getInputStream().read() >= 0) {
                // Until the end.
            }
            ended.complete(true);
        })) {
            CompletableFuture<HttpResult> check = client.start(http(server, LONG));
            begun.get(60, TimeUnit.SECONDS);
            check.cancel(false);
            assertThat(ended.get(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void closing_failsWhatRunsAndRefusesMore() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CompletableFuture<HttpResult> check = client.start(http(server, LONG));
            client.close();
            assertThatThrownBy(() -> check.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(TracerClosedException.class);
            assertThatThrownBy(() -> client.start(http(server, LONG))).isInstanceOf(TracerClosedException.class);
        }
    }

    private static HttpCheck http(ServerSocket server, Duration deadline) {
        URI uri = URI.create("http://" + HOST + ":" + server.getLocalPort() + "/");
        return HttpCheck.to(uri).deadline(deadline).build();
    }

    /** After the question, or the beginning of it. */
    private static void say(Socket client, String text) throws IOException {
        client.getInputStream().read(new byte[4096]);
        client.getOutputStream().write(text.getBytes(ISO_8859_1));
        client.shutdownOutput();
        while (client.getInputStream().read() >= 0) {
            // Until the client has closed: else what it sends would reset the connection.
        }
    }
}
