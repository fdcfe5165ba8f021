// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web;

import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.fleet.web.access.Role;
import org.pathtracer.fleet.web.http.Exchange;
import org.pathtracer.fleet.web.http.NotFoundException;
import org.pathtracer.fleet.web.http.Route;
import org.pathtracer.fleet.web.live.Ask;
import org.pathtracer.fleet.web.live.LiveMeasurement;
import org.pathtracer.fleet.web.live.Measurements;
import org.pathtracer.fleet.web.pair.PairHistory;

/** What programs ask for, as {@code openapi.json} describes it. */
final class Api {
    private final VantagePoints points;
    private final PairHistory pairs;
    private final Measurements measurements;

    Api(VantagePoints points, PairHistory pairs, Measurements measurements) {
        this.points = points;
        this.pairs = pairs;
        this.measurements = measurements;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/api/v1/healthy", Role.NONE, exchange -> exchange.json(HttpStatus.OK_200, "{}")),
                Route.get(
                        "/api/v1/openapi.json",
                        exchange -> exchange.send(HttpStatus.OK_200, "application/json", Assets.read("openapi.json"))),
                Route.get(
                        "/api/v1/vantage-points",
                        exchange -> exchange.json(HttpStatus.OK_200, Answers.vantagePoints(points.all()))),
                Route.get(
                        "/api/v1/vantage-points/{name}",
                        exchange -> exchange.json(
                                HttpStatus.OK_200, Answers.vantagePoint(points.get(exchange.path("name"))))),
                Route.get(
                        "/api/v1/matrix", exchange -> exchange.json(HttpStatus.OK_200, Answers.matrix(pairs.newest()))),
                Route.get("/api/v1/pairs/{from}/{to}", this::pair),
                Route.get(
                        "/api/v1/measurements",
                        exchange -> exchange.json(HttpStatus.OK_200, Answers.measurements(measurements.list()))),
                new Route("POST", "/api/v1/measurements", Role.OPERATOR, this::measure),
                Route.get("/api/v1/measurements/{id}", this::measurement),
                new Route("DELETE", "/api/v1/measurements/{id}", Role.OPERATOR, exchange -> {
                    LiveMeasurement found = find(exchange);
                    found.cancel();
                    exchange.json(HttpStatus.ACCEPTED_202, Answers.measurement(found, false));
                }),
                Route.get("/api/v1/measurements/{id}/events", this::events));
    }

    private void pair(Exchange exchange) {
        String from = exchange.path("from");
        String to = exchange.path("to");
        exchange.json(HttpStatus.OK_200, Answers.pair(from, to, pairs.series(from, to), pairs.path(from, to)));
    }

    private void measure(Exchange exchange) {
        // No page of another site can send this type without asking first.
        if (!exchange.header("Content-Type").startsWith("application/json")) {
            exchange.problem(HttpStatus.UNSUPPORTED_MEDIA_TYPE_415, "a measurement is asked for by application/json");
            return;
        }
        Optional<LiveMeasurement> started = measurements.start(Ask.parse(exchange.body()), exchange.caller());
        if (started.isPresent()) {
            exchange.with("Location", "/api/v1/measurements/" + started.get().id())
                    .json(HttpStatus.ACCEPTED_202, Answers.measurement(started.get(), false));
        } else {
            exchange.problem(HttpStatus.TOO_MANY_REQUESTS_429, "as many measurements run as may: try again later");
        }
    }

    private LiveMeasurement find(Exchange exchange) {
        return measurements
                .find(exchange.path("id"))
                .orElseThrow(() -> new NotFoundException("there is no such measurement, or it was forgotten"));
    }

    private void measurement(Exchange exchange) {
        LiveMeasurement found = find(exchange);
        switch (exchange.query("format", "json")) {
            case "json" -> exchange.json(HttpStatus.OK_200, Answers.measurement(found, true));
            case "atlas" -> exchange.json(HttpStatus.OK_200, "[" + String.join(",", found.atlas()) + "]");
            default -> throw new InvalidRequestException("the format is json or atlas");
        }
    }

    private void events(Exchange exchange) {
        LiveMeasurement found = find(exchange);
        if (!measurements.stream(found, exchange, next(exchange))) {
            exchange.problem(HttpStatus.SERVICE_UNAVAILABLE_503, "as many callers follow measurements as may");
        }
    }

    /** A browser that lost its connection says what it has; a page that begins says what it shows already. */
    private static long next(Exchange exchange) {
        String last = exchange.header("Last-Event-ID");
        String from = exchange.query("from", "0");
        if (last.matches("\\d{1,9}")) {
            return Long.parseLong(last) + 1;
        } else if (!from.matches("\\d{1,9}")) {
            throw new InvalidRequestException("\"from\" is the number of the first event that is wanted");
        }
        return Long.parseLong(from);
    }
}
