// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pathtracer.lab.InLab;

/** Users of the slim artifact: all works but what needs HTTP/2, whose refusal names the artifact that has it. */
@InLab
class SlimIT {
    private static final Consumer CLASS_PATH = Consumer.named("slim-class-path");

    @Test
    void classPath_tracesAndPingsAndRefusesBufferbloatTests() {
        assertSlim(CLASS_PATH.runOnClassPath("127.0.0.1"));
    }

    @Test
    void modulePath_tracesAndPingsAndRefusesBufferbloatTests() {
        assertSlim(Consumer.named("slim-module-path").runOnModulePath(List.of(), "127.0.0.1"));
    }

    /** Bound to what the application chose, with no word of a conflict. */
    @Test
    void applicationWithItsOwnLogging_keepsIt() {
        String printed = CLASS_PATH.runOnClassPath(Consumer.named("own-logging"), "ch.qos.logback", "127.0.0.1");
        assertThat(printed)
                .contains("mine: reached=true", "bound to ch.qos.logback.classic.Logger")
                .doesNotContain("SLF4J");
    }

    @Test
    void dependencies_haveNoHttpAndNoTls() {
        assertThat(CLASS_PATH.path()).doesNotContain("http2", "codec-http", "tcnative", "netty-handler");
    }

    private static void assertSlim(String printed) {
        assertThat(printed)
                .contains("trace: reached=true", "ping: received=1")
                .contains("bufferbloat: There is no load generator here", "org.pathtracer:pathtracer-http2")
                .doesNotContain("SLF4J");
    }
}
