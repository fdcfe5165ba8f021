// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import org.pathtracer.PingTarget;
import org.pathtracer.StopReason;
import org.pathtracer.statistics.Statistics;

/** What results say of themselves in a debugger or a log: one short line each. */
final class Sentences {
    private static final double NANOS_PER_MILLI = 1e6;

    private Sentences() {}

    static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.3f ms", duration.toNanos() / NANOS_PER_MILLI);
    }

    static String target(String name, InetAddress address) {
        return PingTargetRecord.at(name, address).toString();
    }

    static String target(PingTarget target) {
        return target.failure().isPresent() ? target.name() + " (not probed)" : target.toString();
    }

    static String reached(boolean reached, StopReason reason) {
        return reached ? "reached" : "not reached (" + word(reason) + ")";
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String count(long number, String one) {
        return number + " " + (number == 1 ? one : one.endsWith("x") ? one.replaceAll("ex$", "ices") : one + "s");
    }

    static String loss(Statistics statistics) {
        return statistics.sent() + " sent, " + statistics.received() + " received"
                + statistics.mean().map(mean -> ", mean " + millis(mean)).orElse("");
    }
}
