// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.http.HttpStatus;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.fleet.web.access.Role;
import org.pathtracer.fleet.web.http.Exchange;
import org.pathtracer.fleet.web.http.NotFoundException;
import org.pathtracer.fleet.web.http.Route;
import org.pathtracer.fleet.web.live.Measurements;
import org.pathtracer.fleet.web.page.FleetPage;
import org.pathtracer.fleet.web.page.Measure;
import org.pathtracer.fleet.web.page.MeasurementPages;
import org.pathtracer.fleet.web.page.PairPage;
import org.pathtracer.fleet.web.page.PointPages;
import org.pathtracer.fleet.web.pair.PairHistory;
import org.pathtracer.report.page.PageStyle;

/** What people look at. */
final class PageRoutes {
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    private final VantagePoints points;
    private final PairHistory pairs;
    private final Measurements measurements;

    PageRoutes(VantagePoints points, PairHistory pairs, Measurements measurements) {
        this.points = points;
        this.pairs = pairs;
        this.measurements = measurements;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/",
                        exchange -> exchange.html(
                                HttpStatus.OK_200,
                                FleetPage.of(exchange.caller(), points.all(), pairs.newest(), measure(exchange)))),
                Route.get(
                        "/vantage-points",
                        exchange -> exchange.html(HttpStatus.OK_200, PointPages.list(exchange.caller(), points.all()))),
                Route.get("/vantage-points/{name}", this::point),
                Route.get(
                        "/pairs/{from}/{to}",
                        exchange -> exchange.html(
                                HttpStatus.OK_200,
                                PairPage.of(exchange.caller(), exchange.path("from"), exchange.path("to"), pairs))),
                Route.get(
                        "/measurements",
                        exchange -> exchange.html(
                                HttpStatus.OK_200, MeasurementPages.list(exchange.caller(), measurements.list()))),
                Route.get(
                        "/measurements/{id}",
                        exchange -> exchange.html(
                                HttpStatus.OK_200,
                                MeasurementPages.one(
                                        exchange.caller(),
                                        measurements
                                                .find(exchange.path("id"))
                                                .orElseThrow(() -> new NotFoundException(
                                                        "there is no such measurement, or it was forgotten"))))),
                asset("style.css", "text/css; charset=utf-8", style()),
                asset("icon.svg", "image/svg+xml", Assets.read("icon.svg")),
                asset("matrix.js", SCRIPT, Assets.read("matrix.js")),
                asset("measure.js", SCRIPT, Assets.read("measure.js")),
                asset("live.js", SCRIPT, Assets.read("live.js")));
    }

    private static Measure measure(Exchange exchange) {
        return switch (exchange.query("by", "loss")) {
            case "loss" -> Measure.LOSS;
            case "rtt" -> Measure.RTT;
            default -> throw new InvalidRequestException("the matrix is by loss or by rtt");
        };
    }

    private void point(Exchange exchange) {
        String name = exchange.path("name");
        exchange.html(
                HttpStatus.OK_200,
                PointPages.one(
                        exchange.caller(),
                        name,
                        points.all().stream()
                                .filter(point -> point.name().equals(name))
                                .findFirst(),
                        pairs.newest()));
    }

    private static byte[] style() {
        return (PageStyle.SHEET + new String(Assets.read("style.css"), StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Route asset(String name, String type, byte[] content) {
        return new Route(
                "GET", "/assets/" + name, Role.READER, exchange -> exchange.send(HttpStatus.OK_200, type, content));
    }
}
