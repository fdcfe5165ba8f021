// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.picture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.pathtracer.BufferbloatResult;
import org.pathtracer.bufferbloat.BufferbloatPhase;
import org.pathtracer.bufferbloat.Goodput;
import org.pathtracer.bufferbloat.LatencySample;
import org.pathtracer.bufferbloat.LoadDirection;
import org.pathtracer.bufferbloat.LoadInterval;
import org.pathtracer.report.format.EnumText;
import org.pathtracer.report.format.Milliseconds;

/**
 * Latency of each probe over time, with the phases behind it and the goodput in front.
 *
 * @since 0.1.0
 */
public final class LatencyChart {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 380;
    private static final int LEFT = 64;
    private static final int RIGHT = 64;
    private static final int TOP = 40;
    private static final int BOTTOM = 44;
    /** More dots than pixels show nothing more. */
    private static final int MOST_DOTS = 4000;

    private static final double NANOS_PER_SECOND = 1e9;

    private final BufferbloatResult result;
    private final List<LatencySample> samples;
    private final Scale time;
    private final Scale latency;
    private final Scale rate;
    private final Svg svg = new Svg(WIDTH, HEIGHT, "Latency and goodput over time");

    private LatencyChart(BufferbloatResult result) {
        this.result = result;
        samples = result.samples().stream().filter(sample -> sample.ttl() == 0).toList();
        time = new Scale(seconds(result.duration()), false, LEFT, WIDTH - RIGHT);
        latency = new Scale(
                samples.stream()
                        .flatMap(sample -> sample.rtt().stream())
                        .mapToDouble(Milliseconds::decimal)
                        .max()
                        .orElse(1),
                true,
                HEIGHT - BOTTOM,
                TOP);
        rate = new Scale(
                intervals().stream()
                        .mapToDouble(step -> Math.max(
                                step.goodput().mbpsDown(), step.goodput().mbpsUp()))
                        .max()
                        .orElse(1),
                true,
                HEIGHT - BOTTOM,
                TOP);
    }

    public static String of(BufferbloatResult result) {
        LatencyChart chart = new LatencyChart(result);
        chart.phases();
        chart.axes();
        chart.goodput("down", LoadDirection.DOWN, Goodput::mbpsDown);
        chart.goodput("up", LoadDirection.UP, Goodput::mbpsUp);
        chart.latency();
        return chart.svg.toString();
    }

    private List<LoadInterval> intervals() {
        return result.loadedPhases().stream()
                .flatMap(phase -> phase.intervals().stream())
                .toList();
    }

    private static double seconds(Duration span) {
        return span.toNanos() / NANOS_PER_SECOND;
    }

    private void phases() {
        for (BufferbloatPhase phase : result.phases()) {
            double from = time.pixel(seconds(phase.start()));
            double to = time.pixel(seconds(phase.start().plus(phase.duration())));
            boolean idle = phase.direction().isEmpty();
            svg.rectangle(idle ? "idle" : "busy", from, TOP, to - from, (double) HEIGHT - BOTTOM - TOP);
            svg.text("phase", (from + to) / 2, TOP - 10.0, name(phase));
        }
    }

    public static String name(BufferbloatPhase phase) {
        return phase.direction()
                .map(way -> way == LoadDirection.BOTH ? "load down and up" : "load " + EnumText.of(way))
                .orElse("idle");
    }

    private void axes() {
        double floor = (double) HEIGHT - BOTTOM;
        for (double tick : latency.ticks()) {
            double y = latency.pixel(tick);
            svg.line("grid", LEFT, y, (double) WIDTH - RIGHT, y);
            svg.text("left", LEFT - 8.0, y + 4, Scale.label(tick));
        }
        for (double tick : time.ticks()) {
            svg.text("below", time.pixel(tick), floor + 18, Scale.label(tick));
        }
        svg.text("left unit", LEFT - 8.0, TOP - 10.0, "ms");
        svg.text("below unit", (double) (WIDTH + LEFT - RIGHT) / 2, HEIGHT - 8.0, "seconds");
        if (!intervals().isEmpty()) {
            rate.ticks()
                    .forEach(tick -> svg.text("right", WIDTH - RIGHT + 8.0, rate.pixel(tick) + 4, Scale.label(tick)));
            svg.text("right unit", WIDTH - RIGHT + 8.0, TOP - 10.0, "Mbit/s");
        }
    }

    /** A step for each interval. */
    private void goodput(String style, LoadDirection direction, ToDoubleFunction<Goodput> figure) {
        for (BufferbloatPhase phase : result.loadedPhases()) {
            if (phase.direction().filter(way -> way.includes(direction)).isEmpty()
                    || phase.intervals().isEmpty()) {
                continue;
            }
            List<double[]> points = new ArrayList<>();
            for (LoadInterval step : phase.intervals()) {
                double y = rate.pixel(figure.applyAsDouble(step.goodput()));
                points.add(new double[] {time.pixel(seconds(step.start())), y});
                points.add(new double[] {
                    time.pixel(seconds(step.start().plus(step.goodput().duration()))), y
                });
            }
            svg.path("goodput " + style, points);
        }
    }

    private void latency() {
        int every = 1 + samples.size() / MOST_DOTS;
        for (int i = 0; i < samples.size(); i += every) {
            LatencySample sample = samples.get(i);
            double x = time.pixel(seconds(sample.at()));
            if (sample.rtt().isPresent()) {
                svg.dot(
                        "probe",
                        x,
                        latency.pixel(Milliseconds.decimal(sample.rtt().get())));
            } else {
                svg.line("lost", x, (double) HEIGHT - BOTTOM, x, HEIGHT - BOTTOM - 8.0);
            }
        }
    }
}
