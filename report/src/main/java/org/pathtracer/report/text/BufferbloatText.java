// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.text;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.pathtracer.BufferbloatEvent;
import org.pathtracer.BufferbloatResult;
import org.pathtracer.Protocol;
import org.pathtracer.TransportChoice;
import org.pathtracer.bufferbloat.Bottleneck;
import org.pathtracer.bufferbloat.BufferbloatPhase;
import org.pathtracer.bufferbloat.EvidenceGap;
import org.pathtracer.bufferbloat.Grade;
import org.pathtracer.bufferbloat.HopLatency;
import org.pathtracer.bufferbloat.LoadDirection;
import org.pathtracer.bufferbloat.LoadInterval;
import org.pathtracer.bufferbloat.Responsiveness;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.EnumText;
import org.pathtracer.report.format.Milliseconds;
import org.pathtracer.report.format.Palette;
import org.pathtracer.report.format.Printable;
import org.pathtracer.report.json.BufferbloatJson;
import org.pathtracer.statistics.Statistics;

/**
 * A bufferbloat test for people: interval by interval while it runs, then what came of it.
 *
 * @since 0.1.0
 */
public final class BufferbloatText {
    private static final int RTT_WIDTH = 10;

    private final LineOutput out;
    private final Palette palette;
    private String doing = "preparing";
    private String latency = "";

    public BufferbloatText(LineOutput out, Palette palette) {
        this.out = out;
        this.palette = palette;
    }

    public boolean onEvent(BufferbloatEvent event) {
        if (event instanceof BufferbloatEvent.Started started) {
            print(head(started.target(), started.address(), started.protocol(), started.transport()));
        } else if (event instanceof BufferbloatEvent.PhaseStarted phase) {
            begin(phase.direction(), phase.longest());
        } else if (event instanceof BufferbloatEvent.IntervalMeasured measured) {
            print(interval(measured.direction(), measured.interval()));
        } else if (event instanceof BufferbloatEvent.Sampled sampled
                && sampled.sample().ttl() == 0) {
            latency = sampled.sample()
                    .rtt()
                    .map(rtt -> ", " + Milliseconds.fixed(rtt) + " ms")
                    .orElse(", lost");
        } else if (event instanceof BufferbloatEvent.Failed failed) {
            print(palette.bad(Printable.line(failed.failure().detail())));
        }
        return !out.lost();
    }

    private void begin(Optional<LoadDirection> direction, Duration longest) {
        doing = direction.map(way -> "loading " + words(way)).orElse("without load");
        print(doing + ", for " + Milliseconds.rough(longest));
    }

    private static String words(LoadDirection direction) {
        return direction == LoadDirection.BOTH ? "down and up" : EnumText.of(direction);
    }

    public String waiting() {
        return doing + latency + " ...";
    }

    private String head(String target, InetAddress address, Protocol protocol, TransportChoice transport) {
        return "bufferbloat of the path to " + palette.strong(Printable.line(target)) + " (" + AddressText.of(address)
                + "), " + protocol + " over " + Printable.line(transport.name());
    }

    /** All that is known of one that is over. */
    public void whole(BufferbloatResult result) {
        print(head(result.target(), result.address(), result.protocol(), result.transport()));
        for (BufferbloatPhase phase : result.phases()) {
            begin(phase.direction(), phase.duration());
            phase.direction().ifPresent(way -> phase.intervals().forEach(step -> print(interval(way, step))));
        }
        result.failure().ifPresent(failure -> print(palette.bad(Printable.line(failure.detail()))));
        onResult(result);
    }

    public void onResult(BufferbloatResult result) {
        print("");
        print("idle      " + latencies(result.idle()));
        for (BufferbloatPhase phase : result.loadedPhases()) {
            print((result.loadedPhases().size() == 1
                            ? "loaded    "
                            : pad("load " + words(phase.direction().orElseThrow()), 10))
                    + latencies(phase.latency()));
        }
        result.loadedPhases().forEach(phase -> hops(phase));
        if (!result.loadedPhases().isEmpty()) {
            print("");
            print("goodput   " + goodput(result));
            print("RPM       " + responsiveness(result.responsiveness()));
            print("calls     " + calls(result));
        }
        result.bottleneck().ifPresent(bottleneck -> print("queue     " + queue(bottleneck)));
        RunNotes.ofHost(result.transport(), result.networkChanged()).forEach(this::print);
        print(verdict(result));
    }

    private static String latencies(Statistics statistics) {
        if (statistics.received() == 0) {
            return statistics.sent() == 0 ? "not measured" : "no answer to " + statistics.sent() + " probes";
        }
        return "median " + rtt(statistics.median()) + " ms   p95 " + rtt(statistics.p95()) + " ms   p99 "
                + rtt(statistics.p99()) + " ms   loss " + percent(statistics.lossRatio()) + "   "
                + statistics.received() + " samples";
    }

    private static String rtt(Optional<Duration> span) {
        String text = span.map(Milliseconds::fixed).orElse("-");
        return " ".repeat(Math.max(0, RTT_WIDTH - text.length())) + text;
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private void hops(BufferbloatPhase phase) {
        if (phase.hops().isEmpty()) {
            return;
        }
        print("");
        print("hop  idle ms     loaded ms   growth ms"
                + (phase.direction().isPresent()
                        ? "   (load " + words(phase.direction().get()) + ")"
                        : ""));
        for (HopLatency hop : phase.hops()) {
            print(pad(String.valueOf(hop.ttl()), 3)
                    + rtt(hop.idle().median()) + "  " + rtt(hop.loaded().median()) + "  " + rtt(hop.increase()) + "   "
                    + hop.address().map(AddressText::of).orElse("*"));
        }
    }

    private static String interval(LoadDirection direction, LoadInterval interval) {
        StringBuilder line = new StringBuilder("  ")
                .append(String.format(
                        Locale.ROOT,
                        "%6.1f s",
                        interval.start().plus(interval.goodput().duration()).toMillis() / 1000.0));
        if (direction.includes(LoadDirection.DOWN)) {
            line.append(String.format(
                    Locale.ROOT,
                    "   down %8.2f Mbit/s, %s",
                    interval.goodput().mbpsDown(),
                    connections(interval.connectionsDown())));
        }
        if (direction.includes(LoadDirection.UP)) {
            line.append(String.format(
                    Locale.ROOT,
                    "   up %8.2f Mbit/s, %s",
                    interval.goodput().mbpsUp(),
                    connections(interval.connectionsUp())));
        }
        interval.rpm().ifPresent(rpm -> line.append(String.format(Locale.ROOT, "   %.0f RPM", rpm)));
        return line.append(interval.saturated() ? "   saturated" : "").toString();
    }

    /** In a column: as wide for one as for two. */
    private static String connections(int count) {
        return count == 1 ? "1 connection " : count + " connections";
    }

    private static String goodput(BufferbloatResult result) {
        String down = String.format(
                Locale.ROOT,
                "down %.2f Mbit/s (%d bytes)",
                BufferbloatJson.mbpsDown(result),
                result.goodput().bytesDown());
        String up = String.format(
                Locale.ROOT,
                "up %.2f Mbit/s (%d bytes)",
                BufferbloatJson.mbpsUp(result),
                result.goodput().bytesUp());
        return switch (result.direction()) {
            case DOWN -> down;
            case UP -> up;
            case BOTH -> down + ", " + up;
        };
    }

    private static String responsiveness(Responsiveness value) {
        if (value.rpm().isEmpty()) {
            return "not measured";
        }
        return String.format(
                Locale.ROOT,
                "%.0f round trips a minute, %s, confidence %s",
                value.rpm().getAsDouble(),
                EnumText.of(value.responsivenessClass()),
                EnumText.of(value.confidence()));
    }

    private static String calls(BufferbloatResult result) {
        return switch (result.callImpact().verdict()) {
            case NONE -> "no impact on calls";
            case SLIGHT -> "slight impact on calls";
            case CLEAR -> "clear impact on calls";
            case SEVERE -> "calls hardly possible beside the load";
            case UNKNOWN -> "not measured";
        };
    }

    private static String queue(Bottleneck bottleneck) {
        String place = bottleneck.ttl() == 0
                ? "this host"
                : "hop " + bottleneck.ttl() + " ("
                        + bottleneck.address().map(AddressText::of).orElse("no answer") + ", "
                        + EnumText.of(bottleneck.segment()) + ")";
        return place + ": " + Milliseconds.fixed(bottleneck.increase()) + " ms more, from hop "
                + bottleneck.delayedFrom() + " on";
    }

    private String verdict(BufferbloatResult result) {
        if (result.grade() == Grade.UNKNOWN) {
            return palette.bad("grade unknown: " + reason(result));
        }
        String growth = result.increase().map(Milliseconds::fixed).orElse("-");
        String line = "grade " + result.grade().label() + " (" + EnumText.of(result.gradingProfile())
                + "): latency grows by " + growth + " ms under load";
        boolean good = result.grade() == Grade.A_PLUS || result.grade() == Grade.A || result.grade() == Grade.B;
        return good ? palette.good(line) : palette.bad(line);
    }

    private static String reason(BufferbloatResult result) {
        if (result.failure().isPresent()) {
            return Printable.line(result.failure().get().detail())
                    + result.gap().map(gap -> "; " + gap.description()).orElse("");
        }
        return result.loadedPhases().isEmpty()
                ? "it ended before the load"
                : result.gap().map(EvidenceGap::description).orElse("the latency is not known");
    }

    private void print(String line) {
        out.line(line.stripTrailing());
    }
}
