// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PathTracerBuilderTest {
    @Test
    void noEngineOnThePath_saysWhichArtifactToAdd() {
        assertThatThrownBy(PathTracer::create)
                .isInstanceOf(NotSupportedException.class)
                .hasMessageContaining("org.pathtracer:pathtracer");
    }

    @Test
    void systemCallFailure_namesCallErrorAndAdvice() {
        SystemCallException failure = new SystemCallException("socket", 24, "EMFILE", "raise the limit of open files");
        assertThat(failure).hasMessage("socket failed with EMFILE (24): raise the limit of open files");
        assertThat(failure.operation()).isEqualTo("socket");
        assertThat(failure.errno()).isEqualTo(24);
        assertThat(failure.errorName()).isEqualTo("EMFILE");
    }
}
