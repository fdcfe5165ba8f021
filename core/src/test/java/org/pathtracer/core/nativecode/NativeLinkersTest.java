// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.nativecode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NativeLinkersTest {
    private static final LoadFailure OLD = new LoadFailure("it is too old", List.of());
    private static final LoadFailure DENIED = new LoadFailure("it is denied", List.of("allow it"));

    private record Linker(String name, int preference, Optional<LoadFailure> failure) implements NativeLinker {
        @Override
        public String description() {
            return "of " + name;
        }

        @Override
        public NativeLibrary open(String library) {
            throw new UnsatisfiedLinkError(library);
        }

        @Override
        public long address(ByteBuffer direct) {
            return 0;
        }

        @Override
        public int error() {
            return 0;
        }
    }

    private static Linker linker(String name, int preference) {
        return new Linker(name, preference, Optional.empty());
    }

    private static Linker broken(String name, int preference, LoadFailure failure) {
        return new Linker(name, preference, Optional.of(failure));
    }

    private static NativeLinkers.Choice choose(String only, NativeLinker... all) {
        return NativeLinkers.choose(List.of(all), only);
    }

    @Test
    void severalWork_thePreferredOneIsTaken() {
        NativeLinkers.Choice choice = choose("", linker("slow", 0), linker("fast", 10));
        assertThat(choice.linker().calls().name()).isEqualTo("fast");
        assertThat(choice.words()).isEqualTo("fast (of fast)");
    }

    @Test
    void preferredOneDoesNotWork_theOtherIsTakenAndTheReasonTold() {
        NativeLinkers.Choice choice = choose("", linker("slow", 0), broken("fast", 10, OLD));
        assertThat(choice.linker().calls().name()).isEqualTo("slow");
        assertThat(choice.words()).isEqualTo("slow (of slow); not fast: it is too old");
    }

    @Test
    void oneIsForced_noOtherIsTaken() {
        assertThat(choose("slow", linker("slow", 0), linker("fast", 10)).words())
                .isEqualTo("slow (of slow), as -Dorg.pathtracer.linker says");
        assertThat(choose("fast", linker("slow", 0), broken("fast", 10, OLD))
                        .linker()
                        .failure())
                .isEqualTo(OLD);
    }

    @Test
    void noneWorks_whatCanBeChangedIsTold() {
        LoadFailure failure = choose("", broken("slow", 0, DENIED), broken("fast", 10, OLD))
                .linker()
                .failure();
        assertThat(failure).isEqualTo(DENIED);
    }

    @Test
    void unknownNameIsForced_isToldWithTheNamesThatThereAre() {
        LoadFailure failure =
                choose("jni", linker("b", 0), linker("a", 10)).linker().failure();
        assertThat(failure.reason()).contains("-Dorg.pathtracer.linker=jni", "a and b");
        assertThat(failure.remedies()).isNotEmpty();
    }

    @Test
    void noArtifactIsThere_isToldWithTheirNames() {
        assertThat(choose("").linker().failure().remedies())
                .singleElement()
                .asString()
                .contains("pathtracer-native-ffm", "pathtracer-native-jffi");
    }
}
