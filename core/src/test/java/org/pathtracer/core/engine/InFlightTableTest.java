// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.pathtracer.spi.Probe;

class InFlightTableTest {
    private final Operation<?> operation =
            EngineBench.operation(new Recorder(1), EngineBench.options(0, 1), Long.MAX_VALUE);
    private final InFlightTable table = new InFlightTable(0, 0);

    @Test
    void fullTable_takesNoProbe() {
        for (int i = 0; i < InFlightTable.CAPACITY; i++) {
            assertThat(allocate().id).isEqualTo(i);
        }
        assertThat(table.hasFree()).isFalse();
        assertThat(table.inFlight()).isEqualTo(65_536);
        assertThatThrownBy(this::allocate).isInstanceOf(IllegalStateException.class);

        table.release(table.at(4711), InFlightProbe.State.ANSWERED);
        assertThat(allocate().id).isEqualTo(4711);
    }

    @Test
    void numbers_countFromTheFirstAroundTheEnd() {
        InFlightTable late = new InFlightTable(0, 65_535);
        assertThat(late.allocate(operation, 0, probe(65_535)).id).isEqualTo(65_535);
        assertThat(late.nextId()).isZero();
    }

    @Test
    void indices_areUsedAgainAsLateAsPossible() {
        InFlightProbe first = allocate();
        InFlightProbe second = allocate();
        table.release(second, InFlightProbe.State.ANSWERED);
        table.release(first, InFlightProbe.State.EXPIRED);
        List<Integer> next = new ArrayList<>();
        for (int i = 0; i < InFlightTable.CAPACITY; i++) {
            next.add(allocate().id);
        }
        assertThat(next).startsWith(2, 3).endsWith(1, 0);
    }

    @Test
    void secondRelease_isRefused() {
        InFlightProbe awaited = allocate();
        table.release(awaited, InFlightProbe.State.ANSWERED);
        assertThatThrownBy(() -> table.release(awaited, InFlightProbe.State.ANSWERED))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("released twice");
        assertThat(table.released()).isEqualTo(1);
        assertThat(table.inFlight()).isZero();
    }

    @Test
    void numberOutOfTurn_isRefused() {
        assertThatThrownBy(() -> table.allocate(operation, 0, probe(1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void releasedProbe_isRememberedUntilItsIndexIsUsedAgain() {
        InFlightProbe awaited = allocate();
        Probe probe = awaited.probe;
        table.release(awaited, InFlightProbe.State.EXPIRED);
        assertThat(awaited.probe).isSameAs(probe);
        assertThat(awaited.operation()).isSameAs(operation);
    }

    @Test
    void releasedProbe_doesNotExpire() {
        InFlightProbe awaited = allocate();
        table.expireAt(awaited, 5_000_000);
        table.release(awaited, InFlightProbe.State.ANSWERED);
        assertThat(table.nextExpiry()).isEqualTo(TimingWheel.NEVER);
    }

    @Test
    void table_agreesWithAPlainQueue() {
        for (long seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            InFlightTable subject = new InFlightTable(0, 0);
            ArrayDeque<Integer> free = new ArrayDeque<>();
            for (int i = 0; i < InFlightTable.CAPACITY; i++) {
                free.add(i);
            }
            List<InFlightProbe> used = new ArrayList<>();
            for (int i = 0; i < 3000; i++) {
                if (used.isEmpty() || random.nextInt(5) < 3) {
                    InFlightProbe awaited = subject.allocate(operation, i, probe(subject.nextId()));
                    assertThat(awaited.id).as("seed %d step %d", seed, i).isEqualTo(free.remove());
                    used.add(awaited);
                } else {
                    InFlightProbe awaited = used.remove(random.nextInt(used.size()));
                    subject.release(awaited, InFlightProbe.State.EXPIRED);
                    free.add(awaited.id);
                }
                assertThat(subject.inFlight()).isEqualTo(used.size());
            }
        }
    }

    private InFlightProbe allocate() {
        return table.allocate(operation, 0, probe(table.nextId()));
    }

    private static Probe probe(int id) {
        return new Probe(id, 0, 1, 0, EngineBench.profile(), 1);
    }
}
