// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.libc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.core.nativecode.NativeFunction;
import org.pathtracer.core.nativecode.NativeLibrary;
import org.pathtracer.lab.InLab;

/** Constants, structs and functions that we assume, as the C compilers of glibc and of musl know them. */
@InLab(tools = {"gcc", "musl-gcc"})
class HeadersIT {
    /** Of the kernel's headers alone, which can't be read together with a C library's. */
    private static final List<String> KERNELS_OWN = List.of(
            "Linux.ETH_P_ALL",
            "Linux.ICMP_FILTER",
            "Linux.IP_RECVERR_RFC4884",
            "Linux.IPV6_RECVERR_RFC4884",
            "Linux.IPV6_FLOWLABEL_MGR",
            "Linux.IPV6_FLOWINFO_SEND",
            "Linux.IPV6_FL_A_GET",
            "Linux.IPV6_FL_A_PUT",
            "Linux.IPV6_FL_F_CREATE",
            "Linux.IPV6_FL_S_ANY",
            "Layout.EE_RFC4884_LEN",
            "Layout.SK_MEMINFO",
            "Layout.TCP_INFO",
            "Layout.IN6_FLOWLABEL_REQ",
            "Layout.FLR_LABEL",
            "Layout.FLR_ACTION",
            "Layout.FLR_SHARE",
            "Layout.FLR_FLAGS");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"gcc", "musl-gcc"})
    void constantsAndStructs_areThoseOfTheHeaders(String compiler) throws Exception {
        TreeMap<String, Integer> ours = constants(Linux.class);
        ours.putAll(constants(Layout.class));
        ours.keySet().removeAll(KERNELS_OWN);
        TreeMap<String, Integer> theirs = new TreeMap<>();
        compileAndRun(compiler, Path.of("src/test/c/layout.c")).lines().forEach(line -> {
            String[] parts = line.split(" ");
            theirs.put(parts[0], Integer.valueOf(parts[1]));
        });
        assertThat(theirs).isEqualTo(ours);
    }

    private static TreeMap<String, Integer> constants(Class<?> type) throws IllegalAccessException {
        TreeMap<String, Integer> constants = new TreeMap<>();
        for (var field : type.getFields()) {
            constants.put(type.getSimpleName() + "." + field.getName(), field.getInt(null));
        }
        return constants;
    }

    /** A program that names each of them links, so none is glibc's alone. */
    @Test
    void functions_areThereInMusl() throws Exception {
        TreeSet<String> symbols = new TreeSet<>();
        new DirectLibc(new NativeLibrary() {
            @Override
            public NativeFunction function(String symbol) {
                symbols.add(symbol);
                return new Never();
            }

            @Override
            public NativeFunction variadic(String symbol, int fixed) {
                return function(symbol);
            }
        });
        assertThat(symbols).contains("sendmmsg", "socket");
        String program = symbols.stream().map("void %s(void);\n"::formatted).collect(Collectors.joining())
                + "void *all[] = {" + String.join(", ", symbols) + "};\n"
                + "int printf(const char *, ...);\nint main(void) { return printf(\"%p\\n\", all[0]) < 0; }\n";
        Path source = Files.writeString(folder.resolve("symbols.c"), program);
        assertThat(compileAndRun("musl-gcc", source)).startsWith("0x");
    }

    private String compileAndRun(String compiler, Path source) throws IOException, InterruptedException {
        Path program = folder.resolve("program");
        // musl has no headers of the kernel: they are Debian's.
        run(List.of(
                compiler,
                "-static",
                "-fno-builtin",
                "-idirafter",
                "/usr/include",
                "-idirafter",
                "/usr/include/" + architecture() + "-linux-gnu",
                "-o",
                program.toString(),
                source.toString()));
        return run(List.of(program.toString()));
    }

    private static String architecture() {
        return System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(new ArrayList<>(command))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static final class Never implements NativeFunction {
        @Override
        public long call(long a, long b, long c, long d, long e, long f) {
            throw new AssertionError("it is not called");
        }

        @Override
        public long call(long[] words) {
            throw new AssertionError("it is not called");
        }
    }
}
