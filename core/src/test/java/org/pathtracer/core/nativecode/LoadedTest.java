// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.nativecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.NotSupportedException;
import org.pathtracer.spi.Support;

class LoadedTest {
    /** The words of the JVM, of glibc's and musl's loaders, and of jffi. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Illegal native access from an unnamed module (file:/jffi.jar) | --enable-native-access=ALL-UNNAMED",
                "/tmp/x.so: failed to map segment from shared object | TMPDIR=DIR",
                "libc.so.6: cannot open shared object file: No such file or directory | glibc",
                "Error loading shared library ld-linux-x86-64.so.2: No such file or directory | glibc",
                "Error relocating /tmp/x.so: __sprintf_chk: symbol not found | glibc",
                "could not locate stub library in jar file.  Tried [jni/x] | com.github.jnr:jffi",
                "/x.so: cannot open shared object file: Too many open files | ulimit -n 1024",
                "Java heap space | -Xmx64m"
            })
    void failure_namesTheCauseAndItsRemedy(String words, String remedy) {
        Loaded<String> loaded = Loaded.by(() -> {
            throw new ExceptionInInitializerError(new UnsatisfiedLinkError(words));
        });
        assertThat(loaded.works()).isFalse();
        assertThat(loaded.failure().support()).isInstanceOfSatisfying(Support.Refused.class, refused -> {
            assertThat(refused.reason()).contains(words);
            assertThat(refused.remedies()).anySatisfy(line -> assertThat(line).contains(remedy));
        });
        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(loaded::calls)
                    .isInstanceOf(NotSupportedException.class)
                    .hasMessageContainingAll(words, remedy);
        }
    }

    /** Another C library would not bring it. */
    @Test
    void missingLibraryOfTheSystem_hasNoRemedy() {
        Loaded<String> loaded = Loaded.by(() -> {
            throw new UnsatisfiedLinkError("/none/libSystem.dylib: cannot open shared object file: No such file");
        });
        assertThat(loaded.failure().support())
                .isInstanceOfSatisfying(
                        Support.Unsupported.class,
                        unsupported -> assertThat(unsupported.reason()).contains("libSystem.dylib"));
    }

    @Test
    void unknownFailure_namesTheCauseAlone() {
        Loaded<String> loaded = Loaded.by(() -> {
            throw new LinkageError("of an unknown kind");
        });
        assertThat(loaded.failure().support())
                .isEqualTo(new Support.Unsupported("native code can't be loaded: of an unknown kind"));
    }

    @Test
    void folderForNativeParts_isToldWhileLoadingOnly() {
        String before = System.getProperty("jffi.extract.dir");
        assertThat(Loaded.by(() -> System.getProperty("jffi.extract.dir", "")).calls())
                .contains("pathtracer");
        assertThat(System.getProperty("jffi.extract.dir")).isEqualTo(before);
    }
}
