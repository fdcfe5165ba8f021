// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests are answered. */
class UsersTest {
    /** Of the password "secret". */
    private static final String HASH = "$2b$06$8MqZ1dCJhke4ak0mBJ65EukzOjHJxy9zqalTm0ravJlT352qZtW9O";

    private final Users users = new Users(Map.of("alice", HASH));

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void rightPassword_isAdmitted_alsoTheSecondTime() {
        assertThat(users.admits(basic("alice:secret"))).isTrue();
        assertThat(users.admits(basic("alice:secret").replace("Basic", "basic")))
                .isTrue();
        assertThat(users.admits(basic("alice:Secret"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice:", "alice:secret ", "bob:secret", ":secret", "alice", "", "alice:\u0000secret"})
    void anyOther_isNot(String pair) {
        assertThat(users.admits(basic(pair))).isFalse();
    }

    @Test
    void headerThatIsNone_isNot() {
        assertThat(users.admits(null)).isFalse();
        assertThat(users.admits("Basic ???")).isFalse();
        assertThat(users.admits("Bearer abc")).isFalse();
        assertThat(users.admits(basic("alice:" + "x".repeat(100_000)))).isFalse();
    }

    @Test
    void withoutUsers_allAreAdmitted() {
        assertThat(new Users(Map.of()).admits(null)).isTrue();
    }
}
