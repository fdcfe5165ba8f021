// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.bufferbloat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.pathtracer.bufferbloat.Confidence;
import org.pathtracer.bufferbloat.Responsiveness;
import org.pathtracer.result.ResponsivenessRecord;
import org.pathtracer.spi.RequestTimes;

/** Times of requests, in milliseconds, and the responsiveness that follows from them. */
final class RoundTrips {
    private static final double MILLIS_PER_MINUTE = 60_000;
    private static final double NANOS_PER_MILLI = 1e6;

    private final List<Double> tcp = new ArrayList<>();
    private final List<Double> tls = new ArrayList<>();
    private final List<Double> http = new ArrayList<>();
    private final List<Double> loaded = new ArrayList<>();

    void add(RequestTimes times) {
        if (times instanceof RequestTimes.OnNewConnection fresh) {
            tcp.add(fresh.tcpNanos() / NANOS_PER_MILLI);
            tls.add(fresh.tlsNanos() / NANOS_PER_MILLI);
            http.add(fresh.httpNanos() / NANOS_PER_MILLI);
        } else if (times instanceof RequestTimes.OnLoadedConnection busy) {
            loaded.add(busy.httpNanos() / NANOS_PER_MILLI);
        }
    }

    /** Of each kind there are at least so many. */
    int fewest() {
        return Math.min(tcp.size(), loaded.size());
    }

    void addAll(RoundTrips other) {
        tcp.addAll(other.tcp);
        tls.addAll(other.tls);
        http.addAll(other.http);
        loaded.addAll(other.loaded);
    }

    /**
     * The draft's section 4.3: {@code foreign = 60000 / ((TM(tcp) + TM(tls) + TM(http)) / 3)}, {@code loaded = 60000 /
     * TM(http)} and the mean of both.
     *
     * @param share of the samples that means are made of
     */
    Responsiveness responsiveness(double share, Confidence confidence) {
        OptionalDouble foreign = perMinute(mean(List.of(tcp, tls, http), share));
        OptionalDouble busy = perMinute(TrimmedMean.of(loaded, share));
        OptionalDouble both = foreign.isPresent() && busy.isPresent()
                ? OptionalDouble.of((foreign.getAsDouble() + busy.getAsDouble()) / 2)
                : OptionalDouble.empty();
        return new ResponsivenessRecord(both, foreign, busy, confidence);
    }

    private static OptionalDouble mean(List<List<Double>> series, double share) {
        double sum = 0;
        for (List<Double> one : series) {
            OptionalDouble mean = TrimmedMean.of(one, share);
            if (mean.isEmpty()) {
                return mean;
            }
            sum += mean.getAsDouble();
        }
        return OptionalDouble.of(sum / series.size());
    }

    private static OptionalDouble perMinute(OptionalDouble millis) {
        return millis.isPresent() && millis.getAsDouble() > 0
                ? OptionalDouble.of(MILLIS_PER_MINUTE / millis.getAsDouble())
                : OptionalDouble.empty();
    }
}
