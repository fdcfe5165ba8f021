// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.pathtracer.PathTracer;
import org.pathtracer.testkit.junit.SimulatedNetwork;

/** A parameter that can't be given fails its test with a sentence that says why. */
class WrongParametersTest {
    /** Not found by itself, since its tests fail. */
    static class Wrong {
        @Test
        void missing(@SimulatedNetwork("nowhere.toml") PathTracer tracer) {}

        @Test
        void otherType(@SimulatedNetwork("office.toml") String text) {}

        @Test
        void broken(@SimulatedNetwork("broken.toml") PathTracer tracer) {}
    }

    @Test
    void wrongParameters_failWithAReason() {
        failure("missing", "there is no scenario \"nowhere.toml\": neither a resource beside");
        failure("otherType", "@SimulatedNetwork is for parameters of type PathTracer");
        failure("broken", "broken.toml:2: unknown table [switch.s1]");
    }

    private static void failure(String method, String sentence) {
        EngineTestKit.engine("junit-jupiter")
                .selectors(DiscoverySelectors.selectClass(Wrong.class))
                .execute()
                .testEvents()
                .assertThatEvents()
                .haveExactly(1, event(test(method), finishedWithFailure(message(text -> text.contains(sentence)))));
    }
}
