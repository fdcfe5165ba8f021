// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** A build that asks for the tests on Windows must not succeed without them. */
class WineRequiredTest {
    private static final String JRE = "pathtracer.wine.jre";
    private String before = "";

    @BeforeEach
    void askForAJavaThatIsNotThere() {
        before = System.getProperty(JRE, "");
        System.setProperty(JRE, "/nowhere/jre");
    }

    @AfterEach
    void restore() {
        if (before.isEmpty()) {
            System.clearProperty(JRE);
        } else {
            System.setProperty(JRE, before);
        }
    }

    @Test
    void askedFor_butNotFetched_fails() {
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> WineRequired.decide(List.of()))
                .withMessageContaining("mvn -Pwine verify -pl MODULE -am");
    }
}
