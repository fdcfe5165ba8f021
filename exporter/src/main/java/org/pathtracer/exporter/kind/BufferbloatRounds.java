// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.kind;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.pathtracer.BufferbloatRequest;
import org.pathtracer.BufferbloatResult;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.PathTracer;
import org.pathtracer.bufferbloat.Grade;
import org.pathtracer.bufferbloat.GradingProfile;
import org.pathtracer.bufferbloat.LoadDirection;
import org.pathtracer.exporter.metric.Metric;
import org.pathtracer.exporter.metric.Series;
import org.pathtracer.exporter.toml.Table;

/** Bufferbloat tests, which load the network. */
record BufferbloatRounds(BufferbloatRequest request) implements Round {
    private static final double BITS_PER_MEGABIT = 1e6;
    private static final URI ANY = URI.create("https://localhost/");

    /** The settings of tests of any server. */
    private record Tests(Options<BufferbloatRequest.Builder> options) implements Settings {
        @Override
        public Round round(String host) {
            return new BufferbloatRounds(
                    options.on(BufferbloatRequest.against(uri(host))).build());
        }

        @Override
        public boolean loads() {
            return true;
        }
    }

    static Settings read(Table table) {
        Options<BufferbloatRequest.Builder> options = new Options<>(table, BufferbloatRequest.against(ANY));
        options.name("direction", LoadDirection.class, BufferbloatRequest.Builder::direction);
        options.duration("duration", BufferbloatRequest.Builder::duration);
        options.duration("idle", BufferbloatRequest.Builder::idle);
        options.integer("max-connections", BufferbloatRequest.Builder::maxConnections);
        options.name("profile", GradingProfile.class, BufferbloatRequest.Builder::gradingProfile);
        options.truth("insecure", BufferbloatRequest.Builder::insecure);
        return new Tests(options.end(BufferbloatRequest.Builder::build));
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new InvalidRequestException("\"%s\" is no URL: %s".formatted(text, e.getReason()));
        }
    }

    @Override
    public void prepare(Series series) {
        series.set(Metric.BUFFERBLOAT_INCREASE, Optional.empty());
        series.set(Metric.BUFFERBLOAT_RPM, Double.NaN);
        series.set(Metric.BUFFERBLOAT_RATE, Double.NaN, "down");
        series.set(Metric.BUFFERBLOAT_RATE, Double.NaN, "up");
        grade(Optional.empty(), series);
    }

    @Override
    public CompletableFuture<Boolean> start(PathTracer tracer, Series series) {
        return Finished.of(tracer.start(request), result -> record(result, series));
    }

    private static boolean record(BufferbloatResult result, Series series) {
        series.set(Metric.BUFFERBLOAT_INCREASE, result.increase());
        series.set(Metric.BUFFERBLOAT_RPM, result.responsiveness().rpm().orElse(Double.NaN));
        series.set(Metric.BUFFERBLOAT_RATE, result.goodput().mbpsDown() * BITS_PER_MEGABIT, "down");
        series.set(Metric.BUFFERBLOAT_RATE, result.goodput().mbpsUp() * BITS_PER_MEGABIT, "up");
        grade(Optional.of(result.grade()), series);
        return result.grade() != Grade.UNKNOWN;
    }

    private static void grade(Optional<Grade> given, Series series) {
        for (Grade grade : Grade.values()) {
            double value = given.map(last -> last == grade ? 1.0 : 0.0).orElse(0.0);
            series.set(Metric.BUFFERBLOAT_GRADE, value, grade.label());
        }
    }
}
