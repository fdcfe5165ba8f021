// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Vectors of the authors' reference implementation: key 00..0f, input 00, 01, 02 ... */
class SipHashTest {
    private final SipHash hash = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

    @Test
    void noBytes_giveTheReferenceValue() {
        assertThat(hash.hash()).isEqualTo(0x726fdb47dd0e0e31L);
    }

    @Test
    void eightBytes_giveTheReferenceValue() {
        assertThat(hash.hash(0x0706050403020100L)).isEqualTo(0x93f5f5799a932462L);
    }

    @Test
    void sixteenBytes_giveTheReferenceValue() {
        assertThat(hash.hash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L)).isEqualTo(0x3f2acc7f57c29bdbL);
    }

    @Test
    void otherKey_givesAnotherValue() {
        assertThat(new SipHash(1, 2).hash(3)).isNotEqualTo(new SipHash(2, 1).hash(3));
    }
}
