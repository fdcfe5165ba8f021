// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.monitor;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.statistics.Statistics;

/**
 * All probes of a monitor that were sent with one TTL.
 *
 * @param ttl TTL or hop limit (1 to 255)
 * @param responders who answered, the one of the last answer first; the latest 16
 * @param statistics loss and round-trip times of all of them together. What is in flight counts nowhere
 * @param recent round-trip times of the latest probes, the last one last; empty for one that was lost; up to 64
 * @param late answers after the timeout: their probes are lost
 * @param duplicates further answers to probes that were answered
 * @param notSent probes that could not leave this host; they count as neither sent nor lost
 * @since 0.1.0
 */
public record MonitorHop(
        int ttl,
        List<HopResponder> responders,
        Statistics statistics,
        List<Optional<Duration>> recent,
        long late,
        long duplicates,
        long notSent) {
    private static final int MOST_RESPONDERS = 16;
    private static final int MOST_RECENT = 64;

    /**
     * An address that answered.
     *
     * @param answers how many of the answers are his
     */
    public record HopResponder(InetAddress address, long answers) {
        /** Takes no null. */
        public HopResponder {
            Objects.requireNonNull(address, "address");
        }
    }

    /** Copies the lists. */
    public MonitorHop {
        Objects.requireNonNull(responders, "responders");
        Objects.requireNonNull(statistics, "statistics");
        Objects.requireNonNull(recent, "recent");
        responders = List.copyOf(responders);
        recent = List.copyOf(recent);
    }

    /** Who answered last; empty for a silent hop. */
    public Optional<InetAddress> address() {
        return responders.stream().findFirst().map(HopResponder::address);
    }

    /** Round-trip time of the last probe; empty if it was lost. */
    public Optional<Duration> last() {
        return recent.isEmpty() ? Optional.empty() : recent.get(recent.size() - 1);
    }

    /** This hop and what was seen at the same TTL later, as if it had been one monitor. */
    public MonitorHop merge(MonitorHop later) {
        return new MonitorHop(
                ttl,
                both(later.responders),
                statistics.merge(later.statistics),
                latest(later.recent),
                late + later.late,
                duplicates + later.duplicates,
                notSent + later.notSent);
    }

    private List<HopResponder> both(List<HopResponder> later) {
        Map<InetAddress, HopResponder> all = new LinkedHashMap<>();
        later.forEach(one -> all.put(one.address(), one));
        for (HopResponder one : responders) {
            all.merge(
                    one.address(),
                    one,
                    (newer, older) -> new HopResponder(newer.address(), newer.answers() + older.answers()));
        }
        return all.values().stream().limit(MOST_RESPONDERS).toList();
    }

    private List<Optional<Duration>> latest(List<Optional<Duration>> later) {
        List<Optional<Duration>> all = new ArrayList<>(recent);
        all.addAll(later);
        return all.subList(Math.max(0, all.size() - MOST_RECENT), all.size());
    }
}
