// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pathtracer.AddressFamily;
import org.pathtracer.FlowMethod;
import org.pathtracer.SystemCallException;
import org.pathtracer.nativeposix.libc.ErrorNames;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.TransportLoop;

/** Which source port a flow gets, and when it is given back. */
class SourcePortsTest {
    private static final int MOST = 1024;
    private static final int FIRST = 61_000;
    private static final ErrorNames ERRORS = new ErrorNames(Map.ofEntries(
            ErrorNames.meaning(13, "EACCES", ""),
            ErrorNames.meaning(24, "EMFILE", ""),
            ErrorNames.meaning(98, "EADDRINUSE", "another program has this source port")));
    private static final long SECOND = 1_000_000_000L;

    private final Clock clock = new Clock();
    private final Set<Integer> taken = new HashSet<>();
    private final List<TestPort> opened = new ArrayList<>();
    private final SourcePorts<TestPort> ports =
            new SourcePorts<>(clock, ERRORS, new int[] {FIRST, 24_000, 20_000}, this::open);

    /** Time that a test moves. */
    private static final class Clock implements TransportLoop {
        private record Entry(Runnable task, long at) {}

        private final List<Entry> entries = new ArrayList<>();
        private long now = 5;

        @Override
        public void execute(Runnable task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Timer schedule(Runnable task, long atNanos) {
            Entry entry = new Entry(task, atNanos);
            entries.add(entry);
            return () -> entries.remove(entry);
        }

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public boolean inLoop() {
            return true;
        }

        void advance(long nanos) {
            now += nanos;
            List<Entry> due = entries.stream().filter(entry -> entry.at <= now).toList();
            entries.removeAll(due);
            due.forEach(entry -> entry.task.run());
        }
    }

    private TestPort open(AddressFamily family, int number) {
        if (taken.contains(number)) {
            throw ERRORS.exception("bind", 98);
        } else if (number < 1024) {
            throw ERRORS.exception("bind", 13);
        }
        TestPort port = new TestPort(family, number);
        opened.add(port);
        return port;
    }

    private int port(int flow) {
        return ports.of(Probes.udp(0, flow, 60)).number;
    }

    @Test
    void flows_haveTheSamePortsInEveryRun() {
        assertThat(port(0)).isEqualTo(FIRST);
        assertThat(port(7)).isEqualTo(FIRST + 7);
        assertThat(port(0)).isEqualTo(FIRST);
        assertThat(opened).hasSize(2);
    }

    @Test
    void classicUdp_hasOnePortForAllFlows() {
        for (int flow = 0; flow < 5; flow++) {
            assertThat(ports.of(Probes.udp(flow, flow, FlowMethod.CLASSIC, 0, 60)).number)
                    .isEqualTo(FIRST);
        }
        assertThat(ports.of(Probes.udp(9, 3, FlowMethod.CLASSIC, 2000, 60)).number)
                .isEqualTo(2000);
    }

    @Test
    void portOfAnotherProgram_isLeftForTheNextBlock() {
        taken.add(FIRST);
        int chosen = port(0);
        assertThat(chosen).isNotEqualTo(FIRST);
        taken.clear();
        assertThat(port(0)).as("a flow keeps its port").isEqualTo(chosen);
        assertThat(port(1)).isEqualTo(FIRST + 1);
    }

    @Test
    void portBelow1024_isLeftForTheNextBlock() {
        // 61000 and 5000 more wrap around to 465.
        assertThat(port(5000)).isGreaterThan(1024);
    }

    @Test
    void portOfAFlowThatWasAskedFor_isNoOtherFlows() {
        assertThat(ports.of(Probes.udp(0, 2, FlowMethod.PARIS, FIRST - 2, 60)).number)
                .isEqualTo(FIRST);
        assertThat(port(0)).isNotEqualTo(FIRST);
        Set<Integer> distinct = new HashSet<>();
        for (int flow = 0; flow < MOST - 2; flow++) {
            assertThat(distinct.add(port(flow))).as("flow %d", flow).isTrue();
        }
    }

    @Test
    void askedForAndTaken_isAnError() {
        taken.add(4711);
        Probe probe = Probes.udp(0, 0, FlowMethod.PARIS, 4711, 60);
        assertThatThrownBy(() -> ports.of(probe))
                .isInstanceOfSatisfying(
                        SystemCallException.class,
                        e -> assertThat(e.errorName()).isEqualTo("EADDRINUSE"))
                .hasMessageContaining("source port");
    }

    @Test
    void allBlocksTaken_isAnError() {
        for (int number = 1; number < 65_536; number++) {
            taken.add(number);
        }
        assertThatThrownBy(() -> port(0)).isInstanceOf(SystemCallException.class);
    }

    @Test
    void atTheBound_theOneUsedLongestAgoMakesRoom() {
        for (int flow = 0; flow < MOST; flow++) {
            port(flow);
        }
        opened.get(0).users++;
        port(1);
        port(MOST);
        assertThat(opened.stream().filter(port -> port.closed)).containsExactly(opened.get(2));
        assertThat(port(2)).as("it may come back").isEqualTo(FIRST + 2);
    }

    @Test
    void atTheBoundWithAllInUse_isAnError() {
        for (int flow = 0; flow < MOST; flow++) {
            port(flow);
        }
        opened.forEach(port -> port.users++);
        assertThatThrownBy(() -> port(MOST))
                .isInstanceOf(SystemCallException.class)
                .hasMessageContaining("1024 source ports");
        opened.get(17).users--;
        assertThat(port(MOST)).isEqualTo(FIRST + MOST);
        assertThat(opened.get(17).closed).isTrue();
    }

    @Test
    void idlePorts_areGivenBack() {
        port(0);
        port(1);
        opened.get(0).users++;
        clock.advance(9 * SECOND);
        port(2);
        clock.advance(2 * SECOND);
        assertThat(opened).extracting(port -> port.closed).containsExactly(false, true, false);
        opened.get(0).users--;
        clock.advance(10 * SECOND);
        assertThat(opened).allMatch(port -> port.closed);
        assertThat(clock.entries).as("nothing is left to do").isEmpty();
        assertThat(port(0)).isEqualTo(FIRST);
        assertThat(clock.entries).hasSize(1);
    }
}
