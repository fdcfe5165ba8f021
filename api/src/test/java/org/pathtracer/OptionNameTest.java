// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names reach logs, terminals and system calls: nothing but printable characters in a bounded number. */
class OptionNameTest {
    record Name(String option, int longest, Function<String, TraceRequest.Builder> set) {
        @Override
        public String toString() {
            return option;
        }
    }

    static Stream<Name> names() {
        return Stream.of(
                new Name("target", 253, TraceRequest::to),
                new Name("network interface", 64, TraceRequest.to("h")::networkInterface),
                new Name("transport", 64, TraceRequest.to("h")::transport));
    }

    @ParameterizedTest
    @MethodSource("names")
    void longestName_isTaken(Name name) {
        String longest = text(name.longest());
        TraceRequest request = name.set().apply(longest).build();
        assertThat(Stream.of(
                        request.target().toString(),
                        request.probe().networkInterface().orElse(""),
                        request.probe().transport()))
                .contains(longest);
    }

    /** Of parts as host names have them. */
    private static String text(int length) {
        return ("x".repeat(63) + ".").repeat(length / 64) + "x".repeat(length % 64);
    }

    @ParameterizedTest
    @MethodSource("names")
    void longerName_isRefusedWithTheBound(Name name) {
        assertRefused(name, text(name.longest() + 1), "is longer than " + name.longest() + " characters");
    }

    @ParameterizedTest
    @MethodSource("names")
    void emptyOrBlankName_isRefused(Name name) {
        Stream.of("", " ", "\t", "\n", "\u2003").forEach(value -> assertRefused(name, value, "is empty"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void blanksAndControlCharacters_areRefused(Name name) {
        Stream.of("a b", " a", "a ", "a\tb", "a\nb", "a\rb", "a\0", "a\u001b[31m", "a\u007f", "a\u0085", "a\u2028b")
                .forEach(value -> assertRefused(name, value, "has a space or control character in it"));
    }

    private static void assertRefused(Name name, String value, String why) {
        assertThatThrownBy(() -> name.set().apply(value))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith(name.option() + " ")
                .hasMessageEndingWith(" " + why);
    }
}
