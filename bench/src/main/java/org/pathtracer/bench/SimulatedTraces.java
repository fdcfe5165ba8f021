// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.pathtracer.AddressFamily;
import org.pathtracer.PathTracer;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.testkit.ExpectedTrace;
import org.pathtracer.testkit.PacketNetwork;
import org.pathtracer.testkit.Scenario;
import org.pathtracer.testkit.SimulatedNetwork;
import org.pathtracer.testkit.Topology;

/**
 * How fast simulated networks are: traces, packets, and all scenarios. Rates are per second of processor time, which is
 * what one core can do, whatever else the machine is busy with.
 */
final class SimulatedTraces implements Main.Comparison {
    private static final int HOPS = 15;
    private static final int TRACES = 20_000;
    private static final int TRACE_BOUND = 15_000;
    private static final int PACKET_HOPS = 10;
    private static final int PACKETS = 500_000;
    private static final int PACKET_BOUND = 200_000;
    private static final int ROUNDS = 12;
    private static final Duration DELAY = Duration.ofMillis(3);

    /** Something to be done many times. */
    private interface Work {
        void run() throws Exception;
    }

    @Override
    public void run(Report report) throws Exception {
        traces(report);
        packets(report);
        scenarios(report);
    }

    private static void traces(Report report) throws Exception {
        // Of a given family, else this host's routes are looked up for each trace.
        TraceRequest request = TraceRequest.to("10.0.0." + HOPS)
                .family(AddressFamily.IPV4)
                .queries(1)
                .rateLimit(0)
                .build();
        SimulatedNetwork network = SimulatedNetwork.of(Topology.chain(HOPS, DELAY), 1);
        try (PathTracer tracer = PathTracer.builder().transport(network).build()) {
            long best = best(TRACES, () -> {
                for (int i = 0; i < TRACES; i++) {
                    if (tracer.trace(request).hops().size() != HOPS) {
                        report.wrong("a simulated trace did not find its " + HOPS + " hops");
                    }
                }
            });
            rate(report, "traces of 15 hops in a simulated network", best, TRACE_BOUND);
        }
    }

    private static void packets(Report report) throws Exception {
        Topology topology = Topology.chain(PACKET_HOPS, DELAY);
        List<ByteBuffer> packets = IntStream.rangeClosed(1, PACKET_HOPS)
                .mapToObj(ttl -> echo(topology, ttl))
                .toList();
        long best = best(PACKETS, () -> {
            PacketNetwork network = PacketNetwork.of(topology, 1);
            int answered = 0;
            for (int i = 0; i < PACKETS; i++) {
                long now = i * 1_000L;
                network.inject(packets.get(i % PACKET_HOPS).rewind(), now);
                answered += take(network, now);
            }
            answered += take(network, Long.MAX_VALUE / 2);
            if (answered != PACKETS) {
                report.wrong("%d of %d packets were answered".formatted(answered, PACKETS));
            }
        });
        rate(report, "packets answered by a network of 10 hops in memory", best, PACKET_BOUND);
    }

    private static int take(PacketNetwork network, long now) {
        int taken = 0;
        while (network.poll(now).isPresent()) {
            taken++;
        }
        return taken;
    }

    /** An echo request of 60 bytes from the source to the end of the chain. */
    private static ByteBuffer echo(Topology topology, int ttl) {
        ByteBuffer packet = ByteBuffer.allocate(60);
        packet.put(0, (byte) 0x45).putShort(2, (short) 60);
        packet.put(8, (byte) ttl).put(9, (byte) 1);
        packet.put(12, address(topology, "source")).put(16, address(topology, "destination"));
        packet.putShort(10, checksum(packet, 0, 20));
        packet.put(20, (byte) 8);
        packet.putShort(22, checksum(packet, 20, 40));
        return packet;
    }

    private static byte[] address(Topology topology, String node) {
        InetAddress address = topology.node(node)
                .flatMap(each -> each.address(AddressFamily.IPV4))
                .orElseThrow();
        return address.getAddress();
    }

    private static short checksum(ByteBuffer packet, int offset, int length) {
        int sum = 0;
        for (int i = offset; i < offset + length; i += 2) {
            sum += packet.getShort(i) & 0xffff;
        }
        return (short) ~(sum % 0xffff);
    }

    private static void scenarios(Report report) {
        long began = System.nanoTime();
        int traces = 0;
        for (String name : Scenario.builtIn()) {
            Scenario scenario = Scenario.named(name);
            for (AddressFamily family : List.of(AddressFamily.IPV4, AddressFamily.IPV6)) {
                traces += traces(report, scenario, family);
            }
        }
        report.told(
                "all %d scenarios over both families, %d traces"
                        .formatted(Scenario.builtIn().size(), traces),
                Samples.millis(System.nanoTime() - began) + " ms",
                "",
                "");
    }

    private static int traces(Report report, Scenario scenario, AddressFamily family) {
        Topology topology = scenario.topology();
        try (PathTracer tracer =
                PathTracer.builder().transport(SimulatedNetwork.of(topology, 1)).build()) {
            for (ExpectedTrace expected : scenario.traces()) {
                TraceResult result = tracer.trace(
                        expected.request(topology, family).rateLimit(0).build());
                expected.differences(result, topology, family, Duration.ZERO)
                        .forEach(difference -> report.wrong(scenario.name() + ": " + difference));
            }
        }
        return scenario.traces().size();
    }

    /** The most per second of processor time, over some rounds of which the first are for the compiler. */
    private static long best(int count, Work work) throws Exception {
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long before = process.getProcessCpuTime();
            work.run();
            long nanos = process.getProcessCpuTime() - before;
            best = Math.max(best, count * TimeUnit.SECONDS.toNanos(1) / nanos);
        }
        return best;
    }

    private static void rate(Report report, String what, long perSecond, int bound) {
        report.judged(
                what,
                "%,d a second on one core".formatted(perSecond),
                "",
                "",
                ">= %,d".formatted(bound),
                perSecond >= bound);
    }
}
