// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.PathTracer;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.Protocol;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.nativemacos.libc.Facade;
import org.pathtracer.probe.TimestampSource;

/**
 * An Intel Java on Apple silicon (Rosetta), where the kernel stamps packets by another clock than the process reads.
 */
@InLab(tools = "gcc")
class FacadeTranslatedIT {
    private static final Duration DELAY = Duration.ofMillis(5);

    @BeforeAll
    static void useTheFacade() {
        Facade.use(Facade.build("-DTRANSLATED"));
    }

    @AfterAll
    static void useTheUsualOne() {
        Facade.use();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void stampsOfAnotherClock_areNotTaken(Protocol protocol) {
        try (Lab lab = Lab.chain(0).delay(DELAY).open();
                PathTracer tracer = PathTracer.create()) {
            for (Family family : Family.values()) {
                PingResult result =
                        tracer.ping(PingRequest.to(lab.target(family).getHostAddress())
                                .protocol(protocol)
                                .count(5)
                                .interval(Duration.ofMillis(20))
                                .build());
                assertThat(result.replies()).hasSize(5).allSatisfy(reply -> {
                    assertThat(reply.answer().reception().rtt())
                            .isBetween(DELAY.multipliedBy(2), Duration.ofSeconds(2));
                    assertThat(reply.answer().reception().timestampSource()).isEqualTo(TimestampSource.USER);
                });
            }
        }
    }
}
