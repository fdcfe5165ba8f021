// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pathtracer.core.engine.EngineBench.MILLI;
import static org.pathtracer.core.engine.EngineBench.TARGET;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.InternalFailureException;
import org.pathtracer.RateLimit;
import org.pathtracer.StopReason;
import org.pathtracer.core.scripted.Arrival;
import org.pathtracer.core.scripted.Script;
import org.pathtracer.core.scripted.ScriptedNetwork;
import org.pathtracer.probe.ProbeOutcome;

/** A strategy that throws ends its own operation, with a typed error, and no other on its loop. */
class EngineDefectTest {
    private static final int PROBES = 60;
    private static final ProbeOutcome.SendFailed REFUSED = new ProbeOutcome.SendFailed("send", 1, "EPERM", "forbidden");

    /** Of each kind of call there are some for each operation. */
    private static final Script MIXED = (probe, number) -> switch (probe.ttl() % 4) {
        case 0 -> List.of();
        case 1 -> List.of(Arrival.echo(5 * MILLI, TARGET), Arrival.echo(9 * MILLI, TARGET));
        default -> List.of(Arrival.echo(10 * MILLI, TARGET));
    };

    /** Where it throws. */
    enum Call {
        TIME,
        NEXT,
        SENT,
        ANSWER,
        DUPLICATE,
        TIMEOUT,
        SEND_FAILED,
        WAKE_AT,
        STOPPED,
        RESULT
    }

    /** Throws in one of its calls, the third of this kind. */
    private static final class Defective extends Recorder {
        private final Call where;
        private int calls;

        Defective(Call where) {
            super(PROBES);
            this.where = where;
        }

        private void in(Call call) {
            if (call == where && (++calls >= 3 || call == Call.RESULT)) {
                throw new StackOverflowError("planted");
            }
        }

        @Override
        public void onTime(long time) {
            in(Call.TIME);
            super.onTime(time);
        }

        @Override
        public Optional<ProbeOrder> next() {
            in(Call.NEXT);
            return super.next();
        }

        @Override
        public void onSent(int key, long nanos) {
            in(Call.SENT);
            super.onSent(key, nanos);
        }

        @Override
        public void onAnswer(int key, ProbeOutcome.Answer answer) {
            in(Call.ANSWER);
            super.onAnswer(key, answer);
        }

        @Override
        public void onDuplicate(int key) {
            in(Call.DUPLICATE);
            super.onDuplicate(key);
        }

        @Override
        public void onTimeout(int key) {
            in(Call.TIMEOUT);
            super.onTimeout(key);
        }

        @Override
        public void onSendFailed(int key, ProbeOutcome.SendFailed failure) {
            in(Call.SEND_FAILED);
            super.onSendFailed(key, failure);
        }

        @Override
        public long wakeAt() {
            in(Call.WAKE_AT);
            return super.wakeAt();
        }

        @Override
        public Optional<StopReason> stopped() {
            in(Call.STOPPED);
            return super.stopped();
        }

        @Override
        public Recorder result(StopReason why) {
            in(Call.RESULT);
            return super.result(why);
        }
    }

    @ParameterizedTest
    @EnumSource
    void strategyThatThrows_endsItsOperationAlone(Call where) {
        ScriptedNetwork network = new ScriptedNetwork(MIXED)
                .failing(probe -> probe.ttl() % 7 == 6 ? Optional.of(REFUSED) : Optional.empty());
        EngineBench bench = new EngineBench(network, RateLimit.NONE);
        bench.start(new Recorder(PROBES), EngineBench.options(0, 20));
        bench.start(new Defective(where), EngineBench.options(0, 20));
        bench.start(new Recorder(PROBES), EngineBench.options(0, 20));
        bench.run().assertAtRest();
        assertThatThrownBy(bench.operations.get(1).future()::join)
                .cause()
                .isInstanceOf(InternalFailureException.class)
                .hasMessageContaining("planted")
                .hasCauseInstanceOf(StackOverflowError.class);
        assertThat(bench.operations.get(0).future()).isCompleted();
        assertThat(bench.operations.get(2).future()).isCompleted();
        assertThat(bench.engine.broken()).isFalse();
    }
}
