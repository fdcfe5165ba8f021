// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.enrich;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.pathtracer.core.address.Prefix;
import org.pathtracer.core.cache.Found;
import org.pathtracer.core.http.HttpCalls;
import org.pathtracer.core.http.JsonTree;
import org.pathtracer.core.loop.Timers;
import org.pathtracer.enrich.Registration;

/** Asks registries over RDAP (RFC 9082, RFC 9083). Few at a time: they serve the whole Internet. */
final class Rdap {
    private static final int MOST_RUNNING = 4;
    private static final int MOST_WAITING = 4096;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int LARGEST = 1 << 20;
    private static final int LONGEST_TEXT = 200;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    private final HttpCalls http;
    private final Timers timers;
    private final URI server;
    private final Limiter limiter = new Limiter(MOST_RUNNING, MOST_WAITING);

    Rdap(HttpCalls http, Timers timers, URI server) {
        this.http = http;
        this.timers = timers;
        this.server = URI.create(server.toString().replaceFirst("/*$", "/"));
    }

    CompletableFuture<Found<Registration>> registration(InetAddress address) {
        String literal = Prefix.unmapped(address).getHostAddress();
        HttpRequest request = HttpRequest.newBuilder(server.resolve("ip/" + literal))
                .header("Accept", "application/rdap+json")
                .build();
        return limiter.submit(() -> send(request)).thenApply(Rdap::found);
    }

    /** The client's own timeout ends with the headers. */
    private CompletableFuture<HttpResponse<byte[]>> send(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> call = http.send(request, LARGEST);
        CompletableFuture<HttpResponse<byte[]>> answer = call.copy();
        Future<?> timeout = timers.schedule(
                () -> {
                    answer.completeExceptionally(new IOException("%s did not answer in time".formatted(request.uri())));
                    call.cancel(true);
                },
                TIMEOUT.toNanos());
        answer.whenComplete((response, cause) -> timeout.cancel(false));
        return answer;
    }

    private static Found<Registration> found(HttpResponse<byte[]> answer) {
        if (answer.statusCode() == NOT_FOUND) {
            return Found.nothing(Optional.empty());
        } else if (answer.statusCode() != OK) {
            throw new CompletionException(
                    new IOException("%s answered with status %d".formatted(answer.uri(), answer.statusCode())));
        }
        try {
            return new Found<>(Optional.of(registration(JsonTree.parse(answer.body()))), Optional.empty());
        } catch (IOException e) {
            throw new CompletionException(
                    new IOException("%s sent no valid JSON: %s".formatted(answer.uri(), e.getMessage()), e));
        }
    }

    static Registration registration(JsonTree network) {
        return new Registration(
                text(network.get("handle")),
                text(network.get("name")),
                organisation(network.get("entities").elements()),
                text(network.get("country"))
                        .filter(country -> COUNTRY.matcher(country).matches()));
    }

    private static Optional<String> organisation(List<JsonTree> entities) {
        return entities.stream()
                .filter(Rdap::isRegistrant)
                .flatMap(entity -> fullName(entity).stream())
                .findFirst();
    }

    private static boolean isRegistrant(JsonTree entity) {
        return entity.get("roles").elements().stream()
                .anyMatch(role -> role.text().equals(Optional.of("registrant")));
    }

    /** RFC 7095 section 3: {@code ["vcard", [[name, parameters, type, value], ...]]}; fn is the formatted name. */
    private static Optional<String> fullName(JsonTree entity) {
        return entity.get("vcardArray").elements().stream()
                .skip(1)
                .flatMap(card -> card.elements().stream())
                .map(JsonTree::elements)
                .filter(property ->
                        property.size() > 3 && property.get(0).text().equals(Optional.of("fn")))
                .flatMap(property -> text(property.get(3)).stream())
                .findFirst();
    }

    private static Optional<String> text(JsonTree value) {
        return value.text()
                .map(text -> text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text)
                .filter(text -> !text.isBlank());
    }
}
