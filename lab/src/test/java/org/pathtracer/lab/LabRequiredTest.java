// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class LabRequiredTest {
    private final Properties properties = new Properties();

    @Test
    void readyLabWithItsTools_missesNothing() {
        properties.setProperty("pathtracer.lab", "ready");
        assertThat(LabRequired.missing(properties, "/nowhere:/bin", List.of("sh")))
                .isEmpty();
    }

    @Test
    void plainJvm_saysHowToStart() {
        assertThat(LabRequired.missing(properties, "/bin", List.of()))
                .hasValueSatisfying(reason -> assertThat(reason).contains("lab/bin/java"));
    }

    @Test
    void unavailableLab_givesTheReasonOfTheWrapper() {
        properties.setProperty("pathtracer.lab.unavailable", "ip is missing: install iproute2");
        assertThat(LabRequired.missing(properties, "/bin", List.of()))
                .hasValue("no lab: ip is missing: install iproute2");
    }

    @Test
    void missingTool_isNamed() {
        properties.setProperty("pathtracer.lab", "ready");
        assertThat(LabRequired.missing(properties, "/bin", List.of("sh", "no-such-tool")))
                .hasValue("no lab: no-such-tool is missing: install it");
    }

    @Test
    void refusal_skipsOnADesk_andFailsInCi() {
        assertThat(LabRequired.refuse("why", false).isDisabled()).isTrue();
        assertThat(LabRequired.refuse("why", false).getReason()).hasValue("why");
        assertThatThrownBy(() -> LabRequired.refuse("why", true))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessage("why");
    }
}
