// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.bufferbloat.LoadDirection;
import org.pathtracer.bufferbloat.LoadFailure;
import org.pathtracer.http2.NettyLoadProvider;
import org.pathtracer.spi.LoadGenerator;
import org.pathtracer.spi.LoadReport;
import org.pathtracer.spi.LoadTarget;
import org.pathtracer.spi.RequestTimes;

/** The load generator against servers that do not what they should. */
class LoadFaultsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    private final List<LoadGenerator> generators = new ArrayList<>();
    private OddServer server;

    @BeforeEach
    void start() {
        server = new OddServer(folder);
    }

    @AfterEach
    void stop() throws Exception {
        for (LoadGenerator generator : generators) {
            generator.close().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
        server.close();
    }

    private LoadGenerator open(URI url, boolean insecure, Duration timeout) {
        LoadGenerator generator = new NettyLoadProvider()
                .open(new LoadTarget(url, InetAddress.getLoopbackAddress(), Optional.empty(), 0, insecure, timeout));
        generators.add(generator);
        return generator;
    }

    private LoadGenerator open() {
        return open(server.url(), true, PATIENCE);
    }

    private static LoadReport await(LoadGenerator generator, Predicate<LoadReport> what) {
        long until = System.nanoTime() + 2 * PATIENCE.toNanos();
        LoadReport report;
        do {
            report = generator.poll();
            Thread.onSpinWait();
        } while (!what.test(report) && System.nanoTime() - until < 0);
        assertThat(report).matches(what);
        return report;
    }

    private static LoadFailure failure(LoadGenerator generator) {
        return await(generator, report -> report.failure().isPresent())
                .failure()
                .orElseThrow();
    }

    private LoadGenerator ready() {
        LoadGenerator generator = open();
        await(generator, report -> report.ready() || report.failure().isPresent());
        return generator;
    }

    static Stream<Arguments> documents() {
        return Stream.of(
                Arguments.of(OddServer.status("404", ""), "STATUS", "status 404"),
                Arguments.of(OddServer.status("500", ""), "STATUS", "status 500"),
                Arguments.of(
                        OddServer.status("302", "https://other.example/"), "REDIRECT", "302, https://other.example/"),
                Arguments.of(OddServer.RESET, "CLOSED", "reset a request"),
                Arguments.of(OddServer.CUT, "CLOSED", "connection"),
                Arguments.of(OddServer.content("hello"), "DOCUMENT", "no JSON"),
                Arguments.of(OddServer.content(""), "DOCUMENT", "no JSON"),
                Arguments.of(OddServer.content("[1]"), "DOCUMENT", "no JSON object"),
                Arguments.of(OddServer.content("{\"version\":1}"), "DOCUMENT", "small_download_url"),
                Arguments.of(OddServer.content("{\"version\":1,\"urls\":{\"x\":{}"), "DOCUMENT", "no JSON"),
                Arguments.of(OddServer.content(" ".repeat(70_000)), "DOCUMENT", "longer than"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void documentOfNoUse_isSaid(OddServer.Behaviour behaviour, LoadFailure.Kind kind, String detail) {
        server.on("/nq", behaviour);
        LoadFailure failure = failure(open());
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.detail()).contains(detail);
    }

    @ParameterizedTest
    @CsvSource({"2, VERSION", "0, VERSION", "'\"1\"', VERSION"})
    void otherVersions_areIgnored(String version, LoadFailure.Kind kind) {
        server.document(version, "\"small_download_url\":\"/small\"");
        assertThat(failure(open()).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"https://other.example/small, another host", "http://127.0.0.1/small, no https URL", "'::', no URL"})
    void objectsElsewhere_areRefused(String url, String detail) {
        server.document("1", "\"small_download_url\":\"" + url + "\"");
        LoadFailure failure = failure(open());
        assertThat(failure.kind()).isEqualTo(LoadFailure.Kind.DOCUMENT);
        assertThat(failure.detail()).contains(detail);
    }

    @Test
    void serverWithoutUpload_canBeLoadedDownOnly() {
        server.document("1", "\"small_download_url\":\"/small\"");
        LoadGenerator generator = ready();
        generator.addConnection(LoadDirection.UP);
        assertThat(failure(generator).detail()).contains("upload_url");
    }

    @Test
    void untrustedCertificate_isRefused() {
        server.document();
        LoadFailure failure = failure(open(server.url(), false, PATIENCE));
        assertThat(failure.kind()).isEqualTo(LoadFailure.Kind.TLS);
        assertThat(failure.detail()).contains("not trusted");
    }

    @Test
    void noServerThere_isSaid() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        LoadFailure failure = failure(open(URI.create("https://127.0.0.1:" + free + "/nq"), true, PATIENCE));
        assertThat(failure.kind()).isEqualTo(LoadFailure.Kind.CONNECTION);
    }

    @Test
    void serverThatNeverAnswers_isGivenUp() throws IOException {
        server.on("/nq", OddServer.SILENCE);
        assertThat(failure(open(server.url(), true, Duration.ofMillis(300))).kind())
                .isIn(LoadFailure.Kind.STALLED, LoadFailure.Kind.CONNECTION);
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI url = URI.create("https://127.0.0.1:" + mute.getLocalPort() + "/nq");
            assertThat(failure(open(url, true, Duration.ofMillis(100))).kind())
                    .isIn(LoadFailure.Kind.STALLED, LoadFailure.Kind.CONNECTION);
        }
    }

    static Stream<Arguments> objects() {
        return Stream.of(
                Arguments.of(OddServer.status("500", ""), "STATUS"),
                Arguments.of(OddServer.status("301", "/elsewhere"), "REDIRECT"),
                Arguments.of(OddServer.RESET, "CLOSED"),
                Arguments.of(OddServer.CUT, "CLOSED"),
                Arguments.of(OddServer.begun(1000, OddServer.RESET), "CLOSED"),
                Arguments.of(OddServer.content("short"), "CLOSED"));
    }

    @ParameterizedTest
    @MethodSource("objects")
    void largeObjectThatIsNone_endsTheLoad(OddServer.Behaviour behaviour, LoadFailure.Kind kind) {
        server.document().on("/large", behaviour);
        LoadGenerator generator = ready();
        generator.addConnection(LoadDirection.DOWN);
        assertThat(failure(generator).kind()).isEqualTo(kind);
        assertThat(generator.poll().connectionsDown()).isZero();
    }

    @Test
    void largeObjectThatEnds_isAskedForAgain() {
        server.document().on("/large", OddServer.content("x".repeat(200_000)));
        LoadGenerator generator = ready();
        generator.addConnection(LoadDirection.DOWN);
        LoadReport report = await(generator, now -> now.bytesDown() > 1_000_000);
        assertThat(report.failure()).isEmpty();
        assertThat(report.connectionsDown()).isEqualTo(1);
    }

    @Test
    void oneLostConnectionOfTwo_isNoFailure() {
        server.document().on("/large", OddServer.begun(200_000, OddServer.SILENCE));
        LoadGenerator generator = ready();
        generator.addConnection(LoadDirection.DOWN);
        await(generator, now -> now.bytesDown() > 0);
        server.on("/large", OddServer.CUT);
        generator.addConnection(LoadDirection.DOWN);
        assertThat(await(generator, now -> now.connectionsDown() == 1).failure())
                .isEmpty();
    }

    @Test
    void upload_goesOnUntilItIsStopped() {
        server.document().on("/upload", OddServer.SILENCE);
        LoadGenerator generator = ready();
        generator.addConnection(LoadDirection.UP);
        await(generator, now -> now.bytesUp() > 300_000 || now.failure().isPresent());
        generator.stopLoad();
        await(generator, now -> now.connectionsUp() == 0 && server.open.get() == 0);
        assertThat(generator.poll().failure()).isEmpty();
    }

    @Test
    void requests_areMeasuredOnNewAndLoadedConnections() {
        server.document().on("/large", OddServer.begun(200_000, OddServer.SILENCE));
        LoadGenerator generator = ready();
        generator.requestOnLoadedConnection(6);
        generator.requestOnNewConnection(7);
        RequestTimes fresh =
                await(generator, now -> !now.times().isEmpty()).times().get(0);
        assertThat(fresh).isInstanceOfSatisfying(RequestTimes.OnNewConnection.class, times -> {
            assertThat(times.tag()).isEqualTo(7);
            assertThat(times.tcpNanos()).isPositive();
            assertThat(times.tlsNanos()).isPositive();
            assertThat(times.httpNanos()).isPositive();
        });
        generator.addConnection(LoadDirection.DOWN);
        await(generator, now -> now.bytesDown() > 0);
        generator.requestOnLoadedConnection(8);
        RequestTimes loaded =
                await(generator, now -> !now.times().isEmpty()).times().get(0);
        assertThat(loaded).isInstanceOfSatisfying(RequestTimes.OnLoadedConnection.class, times -> {
            assertThat(times.tag()).isEqualTo(8);
            assertThat(times.httpNanos()).isPositive();
        });
        assertThat(generator.poll().outstanding()).isZero();
        assertThat(generator.poll().requestBytes()).isBetween(500L, 20_000L);
    }

    @Test
    void measuredRequest_endsItsConnectionWithAFarewell() {
        server.document();
        LoadGenerator generator = ready();
        await(generator, now -> server.open.get() == 0);
        int before = server.farewells.get();
        generator.requestOnNewConnection(1);
        await(generator, now -> !now.times().isEmpty());
        await(generator, now -> server.open.get() == 0);
        assertThat(server.farewells.get()).isGreaterThan(before);
    }

    @Test
    void requestsWithoutAnswer_failAfterTheTimeout() {
        server.document();
        LoadGenerator generator = open(server.url(), true, Duration.ofSeconds(2));
        await(generator, LoadReport::ready);
        server.on("/small", OddServer.SILENCE);
        generator.requestOnNewConnection(1);
        assertThat(await(generator, now -> !now.times().isEmpty()).times()).containsExactly(new RequestTimes.Failed(1));
        await(generator, now -> server.open.get() == 0);
    }

    @Test
    void close_leavesNoConnectionAndNoThread() throws Exception {
        server.document()
                .on("/large", OddServer.begun(200_000, OddServer.SILENCE))
                .on("/upload", OddServer.SILENCE);
        LoadGenerator generator = ready();
        for (int i = 0; i < 4; i++) {
            generator.addConnection(LoadDirection.DOWN);
            generator.addConnection(LoadDirection.UP);
            generator.requestOnNewConnection(i);
        }
        await(generator, now -> now.bytesDown() > 0 && now.bytesUp() > 0);
        generator.close().toCompletableFuture().get(20, TimeUnit.SECONDS);
        generator.addConnection(LoadDirection.DOWN);
        generator.requestOnNewConnection(9);
        await(generator, now -> server.open.get() == 0 && threads().isEmpty());
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("pathtracer-") || name.startsWith("globalEventExecutor"))
                .toList();
    }
}
