// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pathtracer.core.cache.Found;
import org.pathtracer.core.http.HttpCalls;
import org.pathtracer.core.http.JsonTree;
import org.pathtracer.core.http.LoopbackHttps;
import org.pathtracer.core.loop.Timers;
import org.pathtracer.enrich.Registration;

/** Registrations from a real HTTPS server on loopback. */
class RdapTest {
    private static final String NETWORK = """
            {"objectClassName": "ip network", "handle": "NET-8-8-8-0-2", "name": "GOGL", "country": "US",
             "startAddress": "8.8.8.0", "port43": null, "entities": [
               {"roles": ["abuse"], "vcardArray": ["vcard", [["fn", {}, "text", "Abuse"]]]},
               {"roles": ["registrant"], "vcardArray": ["vcard",
                 [["version", {}, "text", "4.0"], ["fn", {}, "text", "Google LLC"]]]}]}
            """;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final HttpCalls http = new HttpCalls(threads);

    @AfterEach
    void close() {
        http.close();
        threads.shutdownNow();
    }

    private CompletableFuture<Found<Registration>> ask(LoopbackHttps server, String address) throws Exception {
        Timers never = (task, nanos) -> new CompletableFuture<>();
        return new Rdap(http, never, server.uri("/rdap")).registration(InetAddress.getByName(address));
    }

    private static LoopbackHttps answering(int status, String body, List<String> asked) throws Exception {
        return new LoopbackHttps("/rdap/", exchange -> {
            asked.add(exchange.getRequestURI().getPath() + " "
                    + exchange.getRequestHeaders().getFirst("Accept"));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    @Test
    void network_isReadAndAskedForAsTheStandardSays() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        try (LoopbackHttps server = answering(200, NETWORK, asked)) {
            assertThat(ask(server, "8.8.8.8").join().value())
                    .contains(new Registration(
                            Optional.of("NET-8-8-8-0-2"),
                            Optional.of("GOGL"),
                            Optional.of("Google LLC"),
                            Optional.of("US")));
            assertThat(asked).containsExactly("/rdap/ip/8.8.8.8 application/rdap+json");
        }
    }

    @Test
    void unknownAddress_hasNoRegistration() throws Exception {
        try (LoopbackHttps server = answering(404, "", new CopyOnWriteArrayList<>())) {
            assertThat(ask(server, "8.8.8.8").join().value()).isEmpty();
        }
    }

    @Test
    void otherAnswers_areFailures() throws Exception {
        try (LoopbackHttps server = answering(429, "", new CopyOnWriteArrayList<>())) {
            assertThatThrownBy(ask(server, "8.8.8.8")::join).hasMessageContaining("answered with status 429");
        }
        try (LoopbackHttps server = answering(200, "<html>", new CopyOnWriteArrayList<>())) {
            assertThatThrownBy(ask(server, "8.8.8.8")::join).hasMessageContaining("sent no valid JSON");
        }
        try (LoopbackHttps server = answering(200, " ".repeat(2_000_000), new CopyOnWriteArrayList<>())) {
            assertThatThrownBy(ask(server, "8.8.8.8")::join).hasMessageContaining("longer than");
        }
    }

    @Test
    void timeout_endsTheCall() throws Exception {
        Timers atOnce = (task, nanos) -> {
            task.run();
            return new CompletableFuture<>();
        };
        try (LoopbackHttps server = answering(200, NETWORK, new CopyOnWriteArrayList<>())) {
            CompletableFuture<Found<Registration>> answer =
                    new Rdap(http, atOnce, server.uri("/rdap/")).registration(InetAddress.getByName("8.8.8.8"));
            assertThatThrownBy(answer::join).hasMessageContaining("did not answer in time");
        }
    }

    @Test
    void documentsOfAnyShape_giveWhatTheyHave() throws Exception {
        for (String document : List.of(
                "{}",
                "[]",
                "null",
                "7",
                "{\"handle\": 7, \"entities\": {}}",
                "{\"entities\": [[], 1, null, {\"roles\": \"registrant\"}, {\"roles\": [\"registrant\"],"
                        + " \"vcardArray\": [\"vcard\", [[\"fn\"], [], 1, [\"fn\", {}, \"text\", []]]]}]}",
                "{\"country\": \"\\u001b[31m\"}")) {
            assertThat(Rdap.registration(JsonTree.parse(document.getBytes(StandardCharsets.UTF_8))))
                    .as(document)
                    .isEqualTo(
                            new Registration(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
        }
        for (String broken : List.of("", "{", "{}{}", "[".repeat(1000), "{\"a\":}")) {
            assertThatThrownBy(() -> JsonTree.parse(broken.getBytes(StandardCharsets.UTF_8)))
                    .as(broken)
                    .isInstanceOf(java.io.IOException.class);
        }
    }
}
