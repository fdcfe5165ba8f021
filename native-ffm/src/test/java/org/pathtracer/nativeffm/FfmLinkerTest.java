// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeffm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** On the class path of a build there is the part for old Javas alone, since a folder has no versions. */
class FfmLinkerTest {
    @Test
    void oldJava_isToldItsVersion() {
        assertThat(new FfmLinker().failure())
                .hasValueSatisfying(failure -> assertThat(failure.reason())
                        .contains(
                                Runtime.version().feature() < 22
                                        ? "this is Java " + Runtime.version().feature()
                                        : "without"));
    }
}
