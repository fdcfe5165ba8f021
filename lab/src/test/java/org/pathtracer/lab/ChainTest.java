// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ChainTest {
    private final Chain chain = Lab.chain(3);

    @Test
    void badOption_isRefusedBeforeAnythingIsBuilt() {
        refused(() -> Lab.chain(-1), "0 to 250 routers, not -1");
        refused(() -> chain.silent(0), "from 1 to 3, not 0");
        refused(() -> chain.blackhole(4), "from 1 to 3, not 4");
        refused(() -> chain.rejecting(4, Rejection.NET), "from 1 to 3, not 4");
        refused(() -> chain.mtu(4, 1500), "from 0 to 3, not 4");
        refused(() -> chain.mtu(1, 576), "1280 to 65535 bytes, not 576");
        refused(() -> chain.loopBetween(2, 2), "name the nearer router first");
        refused(() -> chain.ecmp(1, 1), "2 to 64 routers, not 1");
        refused(() -> chain.delay(Duration.ZERO), "a delay is positive, not PT0S");
    }

    @Test
    void secondLoop_isRefused() {
        chain.loopBetween(1, 2);
        refused(() -> chain.loopBetween(2, 3), "has one loop");
    }

    @Test
    void addresses_areWrittenAlikeInBothFamilies() {
        Subnet third = new Subnet(Subnet.CHAIN, 3);
        assertThat(third.text(Family.V4, 1)).isEqualTo("10.77.3.1");
        assertThat(third.text(Family.V6, 1)).isEqualTo("fd77:3::1");
    }

    private static void refused(ThrowingCallable call, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(sentence);
    }
}
