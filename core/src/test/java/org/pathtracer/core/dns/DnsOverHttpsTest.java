// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pathtracer.NoDnsAnswerException;
import org.pathtracer.TracerClosedException;
import org.pathtracer.core.http.HttpCalls;
import org.pathtracer.core.http.LoopbackHttps;
import org.pathtracer.dns.DnsAnswer;
import org.pathtracer.dns.DnsChannel;
import org.pathtracer.dns.DnsQuery;
import org.pathtracer.dns.DnsStatus;
import org.pathtracer.dns.RecordType;
import org.xbill.DNS.Message;

/** DNS over HTTPS against a real HTTPS server on loopback. */
class DnsOverHttpsTest {
    private static final String PATH = "/dns-query";

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final HttpCalls http = new HttpCalls(threads);
    private final DnsClient client = new DnsClient(http);

    @AfterEach
    void close() {
        client.close();
        http.close();
        threads.shutdownNow();
    }

    private static void reply(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private CompletableFuture<DnsAnswer> ask(URI server) {
        return client.start(DnsQuery.of(RecordType.A, "host.test")
                .https(server)
                .attempts(1)
                .timeout(Duration.ofSeconds(30))
                .deadline(Duration.ofSeconds(60))
                .build());
    }

    private String failure(HttpHandler handler) throws Exception {
        try (LoopbackHttps server = new LoopbackHttps(PATH, handler)) {
            CompletableFuture<DnsAnswer> answer = ask(server.uri(PATH));
            assertThatThrownBy(answer::join).hasCauseInstanceOf(NoDnsAnswerException.class);
            return answer.handle((value, cause) -> cause.getMessage()).join();
        }
    }

    @Test
    void question_goesAndComesBackAsTheStandardSays() throws Exception {
        AtomicReference<HttpExchange> seen = new AtomicReference<>();
        AtomicReference<Message> asked = new AtomicReference<>();
        try (LoopbackHttps server = new LoopbackHttps(PATH, exchange -> {
            seen.set(exchange);
            asked.set(new Message(exchange.getRequestBody().readAllBytes()));
            byte[] answer = NameServer.zone("host.test 60 A 192.0.2.1")
                    .apply(asked.get())
                    .get(0);
            reply(exchange, 200, "application/dns-message", answer);
        })) {
            DnsAnswer answer = ask(server.uri(PATH)).get(60, TimeUnit.SECONDS);
            assertThat(answer.answers()).hasSize(1);
            assertThat(answer.channel()).isEqualTo(DnsChannel.HTTPS);
            assertThat(answer.status()).isEqualTo(DnsStatus.NO_ERROR);
            assertThat(answer.server()).isEqualTo(server.uri(PATH).toString());
            assertThat(seen.get().getRequestMethod()).isEqualTo("POST");
            assertThat(seen.get().getRequestHeaders().getFirst("Content-Type")).isEqualTo("application/dns-message");
            assertThat(asked.get().getHeader().getID()).isZero();
        }
    }

    @Test
    void answersThatAreNone_sayWhatTheyAre() throws Exception {
        assertThat(failure(exchange -> reply(exchange, 503, "text/plain", new byte[0])))
                .contains("HTTP status 503");
        assertThat(failure(exchange -> reply(exchange, 200, "text/html", "<html>".getBytes())))
                .contains("is not a DNS message");
        assertThat(failure(exchange -> reply(exchange, 200, "application/dns-message", new byte[] {0, 0, 1})))
                .contains("another question");
        assertThat(failure(exchange -> reply(exchange, 200, "application/dns-message", new byte[70_000])))
                .contains("longer than 65535 bytes");
    }

    @Test
    void slowServer_isGivenUpAtTheDeadline() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (LoopbackHttps server = new LoopbackHttps(PATH, exchange -> await(end))) {
            assertThatThrownBy(client.start(DnsQuery.of(RecordType.A, "host.test")
                            .https(server.uri(PATH))
                            .deadline(Duration.ofMillis(300))
                            .build())::join)
                    .hasMessageContaining("the deadline passed");
            end.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void close_endsTheCallAndTheClientsThread() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (LoopbackHttps server = new LoopbackHttps(PATH, exchange -> {
            asked.countDown();
            await(end);
        })) {
            CompletableFuture<DnsAnswer> answer = ask(server.uri(PATH));
            assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
            client.close();
            http.close();
            assertThatThrownBy(answer::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(TracerClosedException.class);
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("HttpClient"));
            end.countDown();
        }
    }

    @Test
    void contradictions_areRefused() {
        for (String uri : List.of("http://dns.test/", "dns.test", "https:///x")) {
            assertThatThrownBy(() -> DnsQuery.of(RecordType.A, "a.test")
                            .https(URI.create(uri))
                            .build())
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> DnsQuery.of(RecordType.A, "a.test")
                        .https(URI.create("https://dns.test/"))
                        .tcp(true)
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
    }
}
