// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.statistics.Statistics;
import org.pathtracer.statistics.WindowStatistics;

/** The facts of a {@link MonitorHop}. */
public record MonitorHopRecord(
        int ttl,
        List<HopResponder> responders,
        Statistics statistics,
        WindowStatistics windows,
        List<Optional<Duration>> recent,
        long late,
        long duplicates,
        long notSent)
        implements MonitorHop {
    private static final int MOST_RESPONDERS = 16;

    private static final int MOST_RECENT = 64;

    /** All of it in the last minute. */
    public MonitorHopRecord(
            int ttl,
            List<HopResponder> responders,
            Statistics statistics,
            List<Optional<Duration>> recent,
            long late,
            long duplicates,
            long notSent) {
        this(
                ttl,
                responders,
                statistics,
                WindowStatistics.ofMoment(statistics, 0, 0),
                recent,
                late,
                duplicates,
                notSent);
    }

    /** Copies the lists. */
    public MonitorHopRecord {
        Objects.requireNonNull(responders, "responders");
        Objects.requireNonNull(statistics, "statistics");
        Objects.requireNonNull(windows, "windows");
        Objects.requireNonNull(recent, "recent");
        responders = List.copyOf(responders);
        recent = List.copyOf(recent);
    }

    @Override
    public Optional<InetAddress> address() {
        return responders.stream().findFirst().map(HopResponder::address);
    }

    @Override
    public Optional<Duration> last() {
        return recent.isEmpty() ? Optional.empty() : recent.get(recent.size() - 1);
    }

    @Override
    public MonitorHop merge(MonitorHop later) {
        return new MonitorHopRecord(
                ttl,
                both(later.responders()),
                statistics.merge(later.statistics()),
                windows.merge(later.windows()),
                latest(later.recent()),
                late + later.late(),
                duplicates + later.duplicates(),
                notSent + later.notSent());
    }

    private List<HopResponder> both(List<HopResponder> later) {
        Map<InetAddress, HopResponder> all = new LinkedHashMap<>();
        later.forEach(one -> all.put(one.address(), one));
        for (HopResponder one : responders) {
            all.merge(
                    one.address(),
                    one,
                    (newer, older) -> new HopResponderRecord(
                            newer.address(), newer.answers() + older.answers(), newer.mplsLabels()));
        }
        return all.values().stream().limit(MOST_RESPONDERS).toList();
    }

    private List<Optional<Duration>> latest(List<Optional<Duration>> later) {
        List<Optional<Duration>> all = new ArrayList<>(recent);
        all.addAll(later);
        return all.subList(Math.max(0, all.size() - MOST_RECENT), all.size());
    }

    @Override
    public String toString() {
        return ttl + " " + address().map(CanonicalAddress::of).orElse("no answer") + ": " + Sentences.loss(statistics);
    }
}
