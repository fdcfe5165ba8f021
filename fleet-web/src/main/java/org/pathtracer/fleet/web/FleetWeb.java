// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web;

import java.util.ArrayList;
import java.util.List;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.fleet.Fleet;
import org.pathtracer.fleet.FleetOutcome;
import org.pathtracer.fleet.web.http.HttpServer;
import org.pathtracer.fleet.web.http.Route;
import org.pathtracer.fleet.web.live.Measurements;
import org.pathtracer.fleet.web.pair.PairRecorder;
import org.pathtracer.fleet.web.pair.RecentPairs;

/**
 * The pages of a fleet, and its interface over HTTP. Thread-safe.
 *
 * @since 0.1.0
 */
public final class FleetWeb implements AutoCloseable {
    private final WebOptions options;
    private final Measurements measurements;
    private final PairRecorder recorder;
    private final HttpServer server;

    private FleetWeb(WebOptions options, Fleet fleet) {
        this.options = options;
        RecentPairs pairs = new RecentPairs();
        recorder = new PairRecorder(pairs);
        measurements = new Measurements(fleet, recorder);
        VantagePoints points = new VantagePoints(fleet);
        List<Route> routes = new ArrayList<>(new Api(points, pairs, measurements).routes());
        routes.addAll(new PageRoutes(points, pairs, measurements).routes());
        routes.add(new FleetMetrics(points, measurements).route());
        try {
            server = HttpServer.start(options.host(), options.port(), routes, options.access(), options.tls());
        } catch (InvalidRequestException e) {
            measurements.close();
            throw e;
        }
    }

    /**
     * Starts to serve.
     *
     * @param fleet that is shown and asked, and closed by its owner
     * @throws InvalidRequestException if it can't listen there
     */
    public static FleetWeb start(WebOptions options, Fleet fleet) {
        return new FleetWeb(options, fleet);
    }

    /** Returns where the first page is. */
    public String url() {
        String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
        return "%s://%s:%d/".formatted(options.tls().isPresent() ? "https" : "http", host, server.port());
    }

    /**
     * Shows what an outcome says in the matrix and in the pair's page. Pings and traces have something to say there.
     *
     * @param targets as they were asked for, since a result has the addresses that the vantage point found
     */
    public void record(List<String> targets, FleetOutcome<?> outcome) {
        recorder.record(List.copyOf(targets), outcome);
    }

    /** Cancels the measurements that were asked for here, and ends. */
    @Override
    public void close() {
        measurements.close();
        server.close();
    }
}
