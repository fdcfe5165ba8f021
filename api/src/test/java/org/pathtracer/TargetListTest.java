// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many targets of all kinds, each once, in the order in which they were named. */
class TargetListTest {
    private static Target random(Random random) {
        int number = random.nextInt(3000);
        return Target.of(
                switch (random.nextInt(7)) {
                    case 0 -> "host" + number + ".example";
                    case 1 -> "2001:db8::" + Integer.toHexString(1 + number);
                    case 2 -> "2001:DB8::" + Integer.toHexString(1 + number);
                    case 3 -> "fe80::" + Integer.toHexString(1 + number) + "%eth" + number % 3;
                    case 4 -> "198.51." + number % 200 + ".0/29";
                    default -> "10.0." + number % 20 + "." + (1 + number / 20);
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void targets_areThoseOfASetThatKeepsTheirOrder(int seed) {
        Random random = new Random(seed);
        Set<Target> named = new LinkedHashSet<>();
        List<String> texts = new ArrayList<>();
        Target first = random(random);
        named.add(first);
        texts.add(first.toString());
        PingRequest.Builder builder = PingRequest.to(first);
        for (int i = 0; i < 20_000; i++) {
            Target target = random(random);
            builder.targets(target);
            if (named.add(target)) {
                texts.add(target.toString());
            }
        }
        PingRequest request = builder.build();
        assertThat(request.targets()).containsExactlyElementsOf(named);
        assertThat(request.targets()).extracting(Target::toString).containsExactlyElementsOf(texts);
        assertThat(request.hostCount())
                .isEqualTo(named.stream().mapToInt(Target::hostCount).sum());
    }

    @Test
    void targetsOfARequest_stayWhenItsBuilderGoesOn() {
        PingRequest.Builder builder = PingRequest.to("192.0.2.1");
        PingRequest request = builder.build();
        builder.targets("192.0.2.2");
        assertThat(request.targets()).containsExactly(Target.of("192.0.2.1"));
        assertThat(builder.build().targets()).hasSize(2);
        assertThatThrownBy(() -> request.targets().add(Target.of("192.0.2.3")))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
