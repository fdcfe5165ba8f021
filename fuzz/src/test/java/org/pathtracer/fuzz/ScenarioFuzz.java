// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.testkit.Scenario;

/** Scenario files: read, or refused with a sentence. */
class ScenarioFuzz {
    @FuzzTest
    void scenario(byte[] text) {
        try {
            Scenario.parse("fuzzed.toml", new String(text, StandardCharsets.UTF_8));
        } catch (InvalidRequestException e) {
            if (!e.getMessage().startsWith("fuzzed.toml")) {
                throw e;
            }
        }
    }
}
