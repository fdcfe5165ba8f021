// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.pathtracer.result.ReceptionRecord;
import org.pathtracer.probe.Reception;
import org.pathtracer.probe.TimestampSource;

/** Where the target is three TTLs away for flow 1, and answers flow 0 at TTL 5. */
class ArrivalsTest {
    private static final int TRIES = 3;

    private final FlowTable table = new FlowTable(1, 8, 10);
    private final List<String> asked = new ArrayList<>();

    ArrivalsTest() {
        int other = table.newFlow();
        for (int flow : new int[] {Scout.FLOW, other}) {
            router(1, flow);
            router(2, flow);
        }
        target(3, other);
    }

    @Test
    void flowLostAtTheTargetAndBehind_endsThere() {
        lost(3);
        lost(4);
        target(5, Scout.FLOW);
        plan();
        assertThat(asked).isEmpty();
        assertThat(table.hop(5).cell(Scout.FLOW)).isEqualTo(TtlSearch.ENDED);
        assertThat(table.highestAnswered()).isEqualTo(3);
    }

    @Test
    void routerBesideTheTarget_theWayIsLonger() {
        router(3, Scout.FLOW);
        lost(4);
        target(5, Scout.FLOW);
        plan();
        assertThat(asked).isEmpty();
        assertThat(table.highestAnswered()).isEqualTo(5);
    }

    @Test
    void routerBehindALostAnswer_theWayIsLonger() {
        lost(3);
        router(4, Scout.FLOW);
        target(5, Scout.FLOW);
        plan();
        assertThat(asked).isEmpty();
        assertThat(table.highestAnswered()).isEqualTo(5);
    }

    @Test
    void notKnownBetween_isAskedBeforeItIsDecided() {
        lost(3);
        target(5, Scout.FLOW);
        plan();
        assertThat(asked).containsExactly("flow 0 at 4");
        assertThat(table.highestAnswered()).isEqualTo(5);
    }

    private void plan() {
        for (int ttl = table.first; ttl <= table.last; ttl++) {
            table.hop(ttl).judgeSilence(TRIES, () -> true);
        }
        new Arrivals(table).plan(new Asker() {
            @Override
            public void ask(int ttl, int flow) {
                asked.add("flow " + flow + " at " + ttl);
            }

            @Override
            public int room(int ttl, int wanted) {
                return wanted;
            }

            @Override
            public boolean slow(int ttl) {
                return false;
            }
        });
    }

    private void lost(int ttl) {
        table.hop(ttl).lose(Scout.FLOW);
    }

    private void router(int ttl, int flow) {
        table.answer(ttl, flow, from(ttl), Vertex.Kind.ROUTER);
    }

    private void target(int ttl, int flow) {
        table.answer(ttl, flow, from(0), Vertex.Kind.DESTINATION);
    }

    private static Reception from(int number) {
        OptionalInt none = OptionalInt.empty();
        return new ReceptionRecord(
                Maze.address(number), Duration.ofMillis(1), TimestampSource.KERNEL, none, none, none, false);
    }
}
