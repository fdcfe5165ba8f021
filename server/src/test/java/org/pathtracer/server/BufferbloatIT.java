// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.BufferbloatEvent;
import org.pathtracer.BufferbloatRequest;
import org.pathtracer.BufferbloatResult;
import org.pathtracer.Measurement;
import org.pathtracer.PathTracer;
import org.pathtracer.Protocol;
import org.pathtracer.StopReason;
import org.pathtracer.TracerClosedException;
import org.pathtracer.bufferbloat.Bottleneck;
import org.pathtracer.bufferbloat.Confidence;
import org.pathtracer.bufferbloat.Grade;
import org.pathtracer.bufferbloat.LoadDirection;
import org.pathtracer.bufferbloat.LoadFailure;
import org.pathtracer.lab.Attempts;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;

/** Bufferbloat on a real path: 20 Mbit/s with 300 kB of queue, which a full queue needs 120 ms to send. */
@InLab(tools = {"tc", "sysctl"})
@SameForAllUsers
class BufferbloatIT {
    private static final int QUEUE_BYTES = 300_000;
    private static final Duration FULL_QUEUE = Duration.ofMillis(120);
    private static final Duration CANCEL = Duration.ofMillis(200);
    private static final Duration PING = Duration.ofNanos(200_000);

    @TempDir
    static Path folder;

    private static ShapedLab shaped;
    private static ResponsivenessServer server;
    private static PathTracer tracer;

    @BeforeAll
    static void open() throws Exception {
        shaped = new ShapedLab(QUEUE_BYTES);
        server = shaped.lab.in(
                Lab.TARGET,
                () -> ResponsivenessServer.builder()
                        .certificateFolder(folder)
                        .certificateNames(List.of(shaped.target()))
                        // The full queue may drop the reset that ends a connection.
                        .idleTime(Duration.ofSeconds(5))
                        .start());
        tracer = PathTracer.create();
    }

    @AfterAll
    static void close() {
        if (tracer != null) {
            tracer.close();
        }
        if (server != null) {
            server.close();
        }
        if (shaped != null) {
            shaped.close();
        }
    }

    private static int port() {
        return server.address().getPort();
    }

    private static BufferbloatResult test(LoadDirection direction) {
        return tracer.testBufferbloat(
                shaped.request(port()).direction(direction).build());
    }

    private static void await(BooleanSupplier what) {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        boolean seen = what.getAsBoolean();
        while (!seen && System.nanoTime() - until < 0) {
            Thread.onSpinWait();
            seen = what.getAsBoolean();
        }
        assertThat(seen).isTrue();
    }

    /** The queue is full most of the time; when it overflows, senders let it run down to 70 % and less. */
    private static void assertFull(BufferbloatResult result) {
        assertThat(result.failure()).isEmpty();
        assertThat(result.stopReason()).isEqualTo(StopReason.COMPLETED);
        assertThat(result.loaded().p95().orElseThrow())
                .isBetween(
                        FULL_QUEUE.multipliedBy(85).dividedBy(100),
                        FULL_QUEUE.multipliedBy(115).dividedBy(100));
        assertThat(result.loaded().median().orElseThrow())
                .isBetween(
                        FULL_QUEUE.multipliedBy(65).dividedBy(100),
                        FULL_QUEUE.multipliedBy(115).dividedBy(100));
        assertThat(result.grade()).isEqualTo(Grade.C);
        assertThat(result.responsiveness().rpm().orElseThrow()).isBetween(100.0, 1000.0);
        assertThat(result.responsiveness().confidence()).isNotEqualTo(Confidence.LOW);
    }

    @Test
    void downloadThroughAQueue_isMeasuredAndItsHopNamed() {
        Attempts.untilGood(() -> {
            BufferbloatResult result = test(LoadDirection.DOWN);
            assertFull(result);
            Bottleneck bottleneck = result.bottleneck().orElseThrow();
            assertThat(bottleneck.ttl()).isEqualTo(ShapedLab.SHAPED);
            assertThat(bottleneck.address()).contains(shaped.lab.routerAddress(ShapedLab.SHAPED, Family.V4));
            assertThat(result.goodput().mbpsDown()).isBetween(12.0, 20.0);
            assertThat(result.goodput().bytesUp()).isZero();
        });
        await(() -> server.connections() == 0);
    }

    @Test
    void uploadThroughAQueue_isMeasuredAndItsHopNamed() {
        Attempts.untilGood(() -> {
            BufferbloatResult result = test(LoadDirection.UP);
            assertFull(result);
            Bottleneck bottleneck = result.bottleneck().orElseThrow();
            assertThat(bottleneck.ttl()).isEqualTo(ShapedLab.SHAPED);
            assertThat(bottleneck.delayedFrom()).isEqualTo(ShapedLab.SHAPED + 1);
            assertThat(result.goodput().mbpsUp()).isBetween(12.0, 21.0);
            assertThat(server.bytesReceived()).isPositive();
        });
        await(() -> server.connections() == 0);
    }

    @ParameterizedTest
    @EnumSource(
            value = Protocol.class,
            names = {"UDP", "TCP"})
    void otherProbesThanIcmp_waitInTheQueueToo(Protocol protocol) {
        BufferbloatRequest.Builder request = shaped.request(port())
                .direction(LoadDirection.DOWN)
                .duration(Duration.ofSeconds(2))
                .protocol(protocol);
        Attempts.untilGood(() -> {
            BufferbloatResult result =
                    tracer.testBufferbloat((protocol == Protocol.TCP ? request.port(port()) : request).build());
            assertThat(result.failure()).isEmpty();
            assertThat(result.protocol()).isEqualTo(protocol);
            assertThat(result.idle().median().orElseThrow()).isLessThan(FULL_QUEUE.dividedBy(4));
            assertThat(result.loaded().p95().orElseThrow())
                    .isBetween(FULL_QUEUE.dividedBy(2), FULL_QUEUE.multipliedBy(2));
            assertThat(result.bottleneck()).map(Bottleneck::ttl).contains(ShapedLab.SHAPED);
        });
    }

    /** Medians one after the other; the machine may have other things to do at times. */
    @Test
    void idleLatency_isThatOfPing() {
        ShapedLab.require("ping");
        Duration smallest = Duration.ofMinutes(1);
        for (int i = 0; i < 8 && smallest.compareTo(PING) > 0; i++) {
            BufferbloatResult result = tracer.testBufferbloat(shaped.request(port())
                    .duration(Duration.ofMillis(250))
                    .maxConnections(2)
                    .build());
            Duration difference =
                    result.idle().median().orElseThrow().minus(medianOfPing()).abs();
            smallest = difference.compareTo(smallest) < 0 ? difference : smallest;
        }
        assertThat(smallest).isLessThanOrEqualTo(PING);
    }

    private static Duration medianOfPing() {
        CommandResult ping = shaped.lab.exec(Lab.CLIENT, "ping", "-n", "-i", "0.02", "-c", "25", shaped.target());
        List<Double> millis = ping.stdout()
                .lines()
                .filter(line -> line.contains("time="))
                .map(line -> Double.parseDouble(line.replaceFirst(".*time=", "").replace(" ms", "")))
                .sorted()
                .toList();
        assertThat(millis).as(ping.stderr()).hasSizeGreaterThan(15);
        return Duration.ofNanos(Math.round(millis.get(millis.size() / 2) * 1e6));
    }

    /** The bound is that of a machine with time to spare: one of some tests must keep it. */
    @Test
    void cancelUnderLoad_givesTheResultSoonAndLeavesNothingBehind() throws Exception {
        ExecutorService single = Executors.newSingleThreadExecutor();
        try (PathTracer own = PathTracer.builder().callbackExecutor(single).build()) {
            Duration soonest = Duration.ofMinutes(1);
            for (int i = 0; i < 8 && soonest.compareTo(CANCEL) > 0; i++) {
                Duration took = cancelUnderLoad(own, single);
                soonest = took.compareTo(soonest) < 0 ? took : soonest;
            }
            assertThat(soonest).isLessThanOrEqualTo(CANCEL);
        } finally {
            single.shutdown();
        }
    }

    private static Duration cancelUnderLoad(PathTracer own, ExecutorService single) throws Exception {
        CompletableFuture<Void> underLoad = new CompletableFuture<>();
        Measurement<BufferbloatEvent, BufferbloatResult> running =
                single.submit(() -> own.start(shaped.request(port()).build())).get(20, TimeUnit.SECONDS);
        running.events().subscribe(new LoadSeen(underLoad));
        // The one thread has other work to do meanwhile.
        while (!underLoad.isDone()) {
            assertThat(single.submit(() -> 7).get(20, TimeUnit.SECONDS)).isEqualTo(7);
        }
        assertThat(server.connections()).isPositive();
        long cancelled = System.nanoTime();
        running.cancel();
        BufferbloatResult result = running.result().toCompletableFuture().get(20, TimeUnit.SECONDS);
        Duration took = Duration.ofNanos(System.nanoTime() - cancelled);
        assertThat(result.stopReason()).isEqualTo(StopReason.CANCELLED);
        assertThat(result.goodput().bytesDown()).isPositive();
        assertThat(result.loadedPhases()).hasSize(1);
        await(() -> server.connections() == 0 && loadThreads().isEmpty());
        return took;
    }

    @Test
    void closedTracer_endsTheLoadBeforeItReturns() {
        CompletableFuture<Void> underLoad = new CompletableFuture<>();
        Measurement<BufferbloatEvent, BufferbloatResult> running;
        try (PathTracer own = PathTracer.create()) {
            running = own.start(shaped.request(port()).build());
            running.events().subscribe(new LoadSeen(underLoad));
            underLoad.orTimeout(20, TimeUnit.SECONDS).join();
        }
        await(() -> loadThreads().isEmpty() && server.connections() == 0);
        assertThat(running.result().toCompletableFuture())
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(TracerClosedException.class);
    }

    private static List<String> loadThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("pathtracer-load") || name.startsWith("pathtracer-request"))
                .toList();
    }

    @Test
    void linkThatDies_leavesWhatWasMeasured() throws Exception {
        CompletableFuture<Void> underLoad = new CompletableFuture<>();
        try (Measurement<BufferbloatEvent, BufferbloatResult> running = tracer.start(shaped.request(port())
                .direction(LoadDirection.DOWN)
                .timeout(Duration.ofSeconds(1))
                .build())) {
            running.events().subscribe(new LoadSeen(underLoad));
            underLoad.orTimeout(20, TimeUnit.SECONDS).join();
            shaped.lab.linkDown();
            BufferbloatResult result = running.result().toCompletableFuture().get(30, TimeUnit.SECONDS);
            assertThat(result.failure()).map(LoadFailure::kind).contains(LoadFailure.Kind.STALLED);
            assertThat(result.goodput().bytesDown()).isPositive();
            assertThat(result.idle().received()).isPositive();
            assertThat(result.responsiveness().confidence()).isNotEqualTo(Confidence.HIGH);
        } finally {
            shaped.lab.linkUp();
        }
    }

    @Test
    void curl_isServedToo() {
        ShapedLab.require("curl");
        String url = "https://" + shaped.target() + ":" + port();
        String certificate = server.certificate().toString();
        CommandResult document = shaped.lab.exec(
                Lab.CLIENT,
                "curl",
                "-sS",
                "--http2",
                "--cacert",
                certificate,
                "-w",
                " %{http_version}",
                url + "/.well-known/nq");
        assertThat(document.stderr()).isEmpty();
        assertThat(document.stdout())
                .contains("\"small_download_url\":\"" + url + "/small\"")
                .endsWith(" 2");
        CommandResult upload = shaped.lab.exec(
                Lab.CLIENT,
                "curl",
                "-sS",
                "--http2",
                "--cacert",
                certificate,
                "--data-binary",
                "@" + certificate,
                "-w",
                "%{http_code}",
                url + "/upload");
        assertThat(upload.stdout()).isEqualTo("200");
    }

    @Test
    void nginx_isMeasuredLikeOurOwnServer() throws Exception {
        ShapedLab.require("nginx");
        Process nginx = startNginx();
        try {
            Attempts.untilGood(() -> {
                BufferbloatResult result = tracer.testBufferbloat(
                        shaped.request(4044).direction(LoadDirection.DOWN).build());
                assertThat(result.failure()).isEmpty();
                assertThat(result.goodput().mbpsDown()).isBetween(8.0, 20.0);
                assertThat(result.responsiveness().rpm()).isPresent();
                assertThat(result.bottleneck()).map(Bottleneck::ttl).contains(ShapedLab.SHAPED);
            });
        } finally {
            nginx.destroy();
            nginx.waitFor(20, TimeUnit.SECONDS);
        }
    }

    private static Process startNginx() throws Exception {
        Path root = Files.createDirectories(folder.resolve("nginx/.well-known")).getParent();
        Files.writeString(
                root.resolve(".well-known/nq"),
                "{\"version\":1,\"urls\":{\"small_download_url\":\"/small\",\"large_download_url\":\"/large\"}}");
        Files.writeString(root.resolve("small"), "x");
        try (RandomAccessFile large = new RandomAccessFile(root.resolve("large").toFile(), "rw")) {
            large.setLength(500_000_000);
        }
        Path configuration = root.resolve("nginx.conf");
        Files.writeString(configuration, """
                user root;
                daemon off;
                master_process off;
                pid %1$s/pid;
                error_log %1$s/error.log;
                events {}
                http {
                    access_log off;
                    client_body_temp_path %1$s/b; proxy_temp_path %1$s/p; fastcgi_temp_path %1$s/f;
                    uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
                    server {
                        listen 4044 ssl http2;
                        root %1$s;
                        ssl_certificate %2$s;
                        ssl_certificate_key %3$s;
                    }
                }
                """.formatted(root, server.certificate(), folder.resolve("server-key.pem")));
        Process process = new ProcessBuilder(
                        "ip",
                        "netns",
                        "exec",
                        Lab.TARGET,
                        "setpriv",
                        "--pdeathsig",
                        "KILL",
                        "--",
                        "nginx",
                        "-e",
                        root + "/start.log",
                        "-c",
                        configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(root.resolve("out.log").toFile())
                .start();
        await(() -> listening() || !process.isAlive());
        assertThat(process.isAlive()).as(read(root.resolve("out.log"))).isTrue();
        return process;
    }

    private static boolean listening() {
        return shaped.lab
                .exec(Lab.TARGET, "ss", "-ltn", "sport", "=", ":4044")
                .stdout()
                .contains("LISTEN");
    }

    private static String read(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }

    /** Tells when an interval has carried load. */
    private record LoadSeen(CompletableFuture<Void> reached) implements Flow.Subscriber<BufferbloatEvent> {
        @Override
        public void onSubscribe(Flow.Subscription all) {
            all.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(BufferbloatEvent event) {
            if (event instanceof BufferbloatEvent.IntervalMeasured measured
                    && measured.interval().goodput().bytesDown() > 0) {
                reached.complete(null);
            }
        }

        @Override
        public void onError(Throwable cause) {
            reached.completeExceptionally(cause);
        }

        @Override
        public void onComplete() {
            reached.complete(null);
        }
    }
}
