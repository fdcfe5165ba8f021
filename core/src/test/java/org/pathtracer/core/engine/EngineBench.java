// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.pathtracer.ProbeOptions;
import org.pathtracer.RateLimit;
import org.pathtracer.TraceRequest;
import org.pathtracer.core.scripted.Arrival;
import org.pathtracer.core.scripted.Script;
import org.pathtracer.core.scripted.ScriptedNetwork;
import org.pathtracer.core.scripted.ScriptedPath;
import org.pathtracer.spi.ProbeProfile;

/** An engine over a scripted network, and what was started on it. */
final class EngineBench {
    static final long MILLI = 1_000_000;
    static final long TIMEOUT = 1000 * MILLI;
    static final InetAddress TARGET = ScriptedPath.TARGET;

    /** The target echoes everything after 10 ms. */
    static final Script ECHO = (probe, number) -> List.of(Arrival.echo(10 * MILLI, TARGET));

    final ScriptedNetwork network;
    final ProbeEngine engine;
    final List<Operation<Recorder>> operations = new ArrayList<>();
    final List<Recorder> recorders = new ArrayList<>();

    EngineBench(ScriptedNetwork network, RateLimit rateLimit) {
        this.network = network;
        engine = new ProbeEngine(network, rateLimit);
    }

    static EngineBench on(Script script) {
        return new EngineBench(new ScriptedNetwork(script), RateLimit.NONE);
    }

    static ProbeProfile profile() {
        return ProbeProfile.echo(TARGET, 60);
    }

    static ProbeOptions options(int rate, int maxConcurrency) {
        return TraceRequest.to("t")
                .rateLimit(rate)
                .maxConcurrency(maxConcurrency)
                .build()
                .probe();
    }

    static Operation<Recorder> operation(Recorder recorder, ProbeOptions options, long deadline) {
        return new Operation<>(recorder, TARGET, options, TIMEOUT, deadline);
    }

    Operation<Recorder> start(Recorder recorder) {
        return start(recorder, options(0, 65_536));
    }

    Operation<Recorder> start(Recorder recorder, ProbeOptions options) {
        recorders.add(recorder);
        return start(operation(recorder, options, Long.MAX_VALUE));
    }

    Operation<Recorder> start(Operation<Recorder> operation) {
        operations.add(operation);
        engine.start(operation);
        return operation;
    }

    EngineBench run() {
        network.loop().run();
        return this;
    }

    /** Everything that was started has ended, and every place was given back once. */
    void assertAtRest() {
        assertThat(operations).allMatch(operation -> operation.future().isDone(), "ended");
        assertThat(engine.inFlight()).isZero();
        assertThat(engine.table().released()).isEqualTo(engine.table().allocated());
    }
}
