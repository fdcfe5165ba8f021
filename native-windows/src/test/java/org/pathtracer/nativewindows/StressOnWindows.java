// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.junit.jupiter.api.Test;
import org.pathtracer.PathTracerException;
import org.pathtracer.lab.Family;
import org.pathtracer.nativewindows.win32.Windows;
import org.pathtracer.probe.ProbeOutcome.SendFailed;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.ReplyKind;
import org.pathtracer.spi.TransportListener;

/** Many probes, 60 in flight all the time, in the Windows JVM. */
class StressOnWindows {
    private static final int IN_FLIGHT = 60;
    private static final int PROBES = Integer.getInteger("stress.probes", 10_000);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    /** {@code PROCESS_MEMORY_COUNTERS}. */
    private static final int MEMORY_COUNTERS = 72;

    private static final int WORKING_SET = 16;
    /** Java opens some now and then. Handles count in fours. */
    private static final int SOME_HANDLES = 4 * 50;
    /** As much as Java's heap may come to fill meanwhile. */
    private static final long HEAP_BYTES = 100 << 20;

    /** Each answer lets the next probe leave; on the loop alone. */
    private static final class Driver implements TransportListener {
        final List<InetAddress> hops = There.hops(Family.V4);
        final int probes;
        final CountDownLatch left;
        final Queue<String> wrong = new ConcurrentLinkedQueue<>();
        ProbeTransport transport;
        int next;

        Driver(int probes) {
            this.probes = probes;
            this.left = new CountDownLatch(probes);
        }

        void begin() {
            for (int i = 0; i < IN_FLIGHT; i++) {
                sendNext();
            }
            transport.flush();
        }

        private void sendNext() {
            if (next < probes) {
                int id = next++ & 0xffff;
                transport.send(Probes.echo(id, ttl(id), hops.get(hops.size() - 1), 60, TIMEOUT));
            }
        }

        private int ttl(int id) {
            return id % (hops.size() + 1) + 1;
        }

        @Override
        public void onSent(int id, long nanos, TimestampSource source) {}

        @Override
        public void onSendFailed(int id, SendFailed failure) {
            over(id + ": " + failure);
        }

        @Override
        public void onReply(Reply reply) {
            int ttl = ttl(reply.id());
            boolean last = ttl >= hops.size();
            boolean right = reply.from().equals(hops.get(last ? hops.size() - 1 : ttl - 1))
                    && reply.kind() == (last ? ReplyKind.ECHO_REPLY : ReplyKind.TIME_EXCEEDED)
                    && reply.tag() == (last ? Probes.tag(reply.id()) : 0);
            over(right ? "" : reply.toString());
        }

        private void over(String mistake) {
            if (!mistake.isEmpty()) {
                wrong.add(mistake);
            }
            left.countDown();
            sendNext();
        }

        @Override
        public void onDrained() {
            transport.flush();
        }

        @Override
        public void onBroken(PathTracerException cause) {
            wrong.add(cause.toString());
        }
    }

    /**
     * What the process has.
     *
     * @param nextHandle number that the next handle gets: Windows gives the least that is free
     */
    private record Use(long nextHandle, long directBytes, long threads, long workingSetBytes) {
        static Use now() {
            Windows windows = Windows.load(Windows.HELPER);
            long event = windows.createEvent();
            windows.closeEvent(event);
            return new Use(
                    event,
                    ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                            .filter(pool -> pool.getName().equals("direct"))
                            .mapToLong(BufferPoolMXBean::getMemoryUsed)
                            .sum(),
                    Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> thread.getName().startsWith("pathtracer-"))
                            .count(),
                    workingSet());
        }

        private static long workingSet() {
            Kernel kernel = LibraryLoader.create(Kernel.class).load("kernel32");
            Pointer counters = Memory.allocateDirect(Runtime.getSystemRuntime(), MEMORY_COUNTERS);
            counters.putInt(0, MEMORY_COUNTERS);
            assertThat(kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), counters, MEMORY_COUNTERS))
                    .isNotZero();
            return counters.getLong(WORKING_SET);
        }
    }

    /** For jnr-ffi. */
    public interface Kernel {
        Pointer GetCurrentProcess();

        int K32GetProcessMemoryInfo(Pointer process, Pointer counters, int size);
    }

    @Test
    void everyProbe_hasItsRightAnswer_andNothingGrows() throws Exception {
        Driver warmUp = new Driver(1000);
        Driver driver = new Driver(PROBES);
        ProbeTransport transport = There.provider().open(new Switch(warmUp, driver));
        try {
            run(warmUp, transport);
            Use before = Use.now();
            long began = System.nanoTime();
            run(driver, transport);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            Use after = Use.now();
            System.out.printf("stress: %d probes in %d ms; before %s, after %s%n", PROBES, millis, before, after);
            assertThat(after.nextHandle).isLessThanOrEqualTo(before.nextHandle + SOME_HANDLES);
            assertThat(after.directBytes).isLessThanOrEqualTo(before.directBytes + 1000);
            assertThat(after.threads).isEqualTo(before.threads);
            assertThat(after.workingSetBytes).isLessThan(before.workingSetBytes + HEAP_BYTES);
        } finally {
            transport.close();
        }
    }

    private static void run(Driver driver, ProbeTransport transport) throws InterruptedException {
        driver.transport = transport;
        transport.loop().execute(driver::begin);
        assertThat(driver.left.await(10, TimeUnit.MINUTES)).isTrue();
        assertThat(driver.wrong).isEmpty();
    }

    /** Tells the first as long as it waits for something, then the second. */
    private record Switch(Driver first, Driver second) implements TransportListener {
        private Driver now() {
            return first.left.getCount() > 0 ? first : second;
        }

        @Override
        public void onSent(int id, long nanos, TimestampSource source) {}

        @Override
        public void onSendFailed(int id, SendFailed failure) {
            now().onSendFailed(id, failure);
        }

        @Override
        public void onReply(Reply reply) {
            now().onReply(reply);
        }

        @Override
        public void onDrained() {
            Driver driver = now();
            if (driver.transport != null) {
                driver.onDrained();
            }
        }

        @Override
        public void onBroken(PathTracerException cause) {
            now().onBroken(cause);
        }
    }
}
