// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.pathtracer.NotPermittedException;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.tun.TunCounts;
import org.pathtracer.testkit.tun.TunNetwork;

/** Simulated networks behind a TUN device: how exact their times are, and how many packets they answer. */
final class TunDriver implements Main.Comparison {
    private static final String DEVICE = "bench-tun";
    private static final int PINGS = 300;
    /** What ping sends with. */
    private static final int PING_TTL = 64;

    private static final Duration DELAY = Duration.ofMillis(5);
    private static final long ERROR_BOUND = 100_000;

    private static final int PORT = 7;
    private static final int BYTES = 32;
    private static final int UNDER_WAY = 1024;
    private static final int RECEIVE_BUFFER = 4 << 20;
    private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long FLOOD_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final int RATE_BOUND = 50_000;

    @Override
    public void run(Report report) throws Exception {
        try {
            timing(report);
            for (int hops : List.of(1, 10)) {
                flood(report, hops);
            }
        } catch (NotPermittedException e) {
            System.err.println("tun is left out of the table: " + e.getMessage());
        }
    }

    private static Topology chain(int hops, Duration delay) {
        var network = Topology.builder().source("source");
        String last = "source";
        for (int i = 1; i < hops; i++) {
            network.router("r" + i).link(last, "r" + i, link -> link.delay(delay));
            last = "r" + i;
        }
        return network.destination("target", node -> node.address("203.0.113.9").udpOpen(PORT))
                .link(last, "target", link -> link.delay(delay))
                .build();
    }

    /**
     * Without a delay only the waking up for a packet is left, which depends on the machine: the rest is the driver's.
     */
    private static void timing(Report report) throws Exception {
        Samples delayed = pings(report, DELAY);
        Samples direct = pings(report, Duration.ZERO);
        long own = delayed.median() - direct.median();
        report.judged(
                "TUN device, 50 pings a second: RTT in a packet capture beyond the described 10 ms",
                errors(delayed),
                "described as 0 ms: " + errors(direct),
                "difference of medians %s us".formatted(Samples.micros(own)),
                "<= 100 us",
                own <= ERROR_BOUND);
    }

    private static String errors(Samples samples) {
        return "median %s us, 99%% %s us"
                .formatted(Samples.micros(samples.median()), Samples.micros(samples.quantile(0.99)));
    }

    /** By how much round-trip times on the device exceed what was described. */
    private static Samples pings(Report report, Duration delay) throws Exception {
        Samples errors = new Samples();
        try (TunNetwork network = TunNetwork.open(chain(1, delay), 1, DEVICE);
                PacketCapture capture = new PacketCapture(network.device())) {
            ping(PINGS / 10);
            capture.drain((packet, nanos) -> {});
            ping(PINGS);
            WireTimes wire = new WireTimes();
            capture.drain(wire::packet);
            for (long rtt : wire.rtts(PING_TTL)) {
                long error = rtt - 2 * delay.toNanos();
                if (rtt < 0 || error < 0) {
                    report.wrong("a ping through the TUN device was answered too early, or not at all");
                }
                errors.add(error);
            }
        }
        return errors;
    }

    private static void ping(int count) throws Exception {
        new Peer("ping", List.of("ping", "-n", "-q", "-i", "0.02", "-c", Integer.toString(count), "203.0.113.9")).run();
    }

    private static void flood(Report report, int hops) throws Exception {
        try (TunNetwork network = TunNetwork.open(chain(hops, Duration.ZERO), 1, DEVICE);
                DatagramChannel channel = DatagramChannel.open()) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            channel.configureBlocking(false);
            channel.connect(new InetSocketAddress(InetAddress.getByName("203.0.113.9"), PORT));
            echoes(channel, WARM_UP_NANOS);
            long before = network.counts().delivered();
            long cpu = cpuNanos(network);
            double rate = echoes(channel, FLOOD_NANOS);
            cpu = cpuNanos(network) - cpu;
            TunCounts counts = network.counts();
            report.judged(
                    "TUN device, hops: %d, as many UDP echoes as one sender can have, %d under way"
                            .formatted(hops, UNDER_WAY),
                    "%s us of processor time a packet".formatted(Samples.micros(cpu / (counts.delivered() - before))),
                    "",
                    "%.0f packets a second".formatted(rate),
                    ">= " + RATE_BOUND,
                    rate >= RATE_BOUND);
            if (counts.overflowed() + counts.refused() > 0) {
                report.wrong("the TUN device lost packets that were not to be lost: " + counts);
            }
        }
    }

    /** Of the simulation's thread, which is named after the device. */
    private static long cpuNanos(TunNetwork network) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().endsWith(network.device()))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getId()))
                .sum();
    }

    /** Sends whenever fewer than so many are under way, for so long; tells how many came back per second. */
    private static double echoes(DatagramChannel channel, long nanos) throws Exception {
        ByteBuffer out = ByteBuffer.allocateDirect(BYTES);
        ByteBuffer in = ByteBuffer.allocateDirect(BYTES);
        long began = System.nanoTime();
        long sent = 0;
        long received = 0;
        while (System.nanoTime() - began < nanos) {
            if (sent - received < UNDER_WAY) {
                sent += channel.write(out.clear()) > 0 ? 1 : 0;
            }
            while (channel.read(in.clear()) > 0) {
                received++;
            }
        }
        return received * 1e9 / (System.nanoTime() - began);
    }
}
