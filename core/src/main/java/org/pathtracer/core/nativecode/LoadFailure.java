// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.nativecode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.pathtracer.NotSupportedException;
import org.pathtracer.spi.Support;

/**
 * Why native code can't be called here, and what would change that.
 *
 * @param reason a phrase
 * @param remedies what to do, of which each would help; empty if none is known
 */
public record LoadFailure(String reason, List<String> remedies) {
    private static final List<String> ABOUT_THE_FOLDER =
            List.of("jffi binary stub", "map segment", "permission denied", "not permitted", "read-only file system");
    /**
     * What jffi's part for Linux is linked with, and nothing else. That another library of the system is missing is no
     * matter of the C library.
     */
    private static final List<String> PARTS_OF_GLIBC =
            List.of("ld-linux", "libc.so", "libm.so", "libdl.so", "libpthread.so", "librt.so");

    private static final List<String> MISSING = List.of("cannot open shared object", "error loading shared library");
    private static final List<String> ABOUT_THE_C_LIBRARY = List.of("error relocating", "glibc");
    private static final List<String> OTHER_FOLDER = List.of(
            "TMPDIR=DIR in the environment, or java -Djava.io.tmpdir=DIR ..., where DIR is a folder that this user can"
                    + " write and that is not mounted noexec (docker run --tmpfs /tmp:exec ...)",
            "java -Djffi.boot.library.path=DIR ..., where DIR has what the folder jni/... of jffi-native.jar has for"
                    + " this system");
    private static final String FAILED = "native code can't be loaded: ";
    private static final String UNTOLD = "Unable to execute or load jffi binary stub";
    private static final int LONGEST = 300;
    private static final int DEEPEST = 20;

    /** Copies the list. */
    public LoadFailure {
        remedies = List.copyOf(remedies);
    }

    /** Explains what was thrown while functions were looked up. */
    static LoadFailure of(Throwable thrown) {
        String words = words(innermost(thrown));
        return new LoadFailure(FAILED + words, remedies(words.toLowerCase(Locale.ROOT)));
    }

    /** Explains what was thrown while native code was loaded from a folder. */
    static LoadFailure of(Throwable thrown, ExtractionFolder folder) {
        if (folder.found()) {
            String words = words(innermost(stubFailure(thrown)));
            if (words.contains(UNTOLD)) {
                words = words(folder.trueCause(thrown));
            }
            return new LoadFailure(FAILED + words, remedies(words.toLowerCase(Locale.ROOT)));
        }
        return new LoadFailure(
                FAILED + "no folder takes a program that is unpacked (missing, not writable, or mounted noexec: "
                        + ExtractionFolder.tried() + ")",
                OTHER_FOLDER);
    }

    /** As an answer to whether a transport works. */
    public Support support() {
        return remedies.isEmpty() ? new Support.Unsupported(reason) : new Support.Refused(reason, remedies);
    }

    /** As the end of an operation. */
    public NotSupportedException exception() {
        StringBuilder text = new StringBuilder(reason);
        remedies.forEach(remedy -> text.append("\n    to enable it: ").append(remedy));
        return new NotSupportedException(text.toString());
    }

    private static List<String> remedies(String words) {
        if (words.contains("illegal native access") || words.contains("enable-native-access")) {
            boolean modular = LoadFailure.class.getModule().isNamed();
            return List.of("java --enable-native-access="
                    + (modular ? "org.jnrproject.jffi,io.netty.common" : "ALL-UNNAMED") + " ...");
        } else if (words.contains("too many open files")) {
            return List.of("ulimit -n 1024");
        } else if (words.contains("heap")) {
            return List.of("java -Xmx64m ..., or more");
        } else if (words.contains("could not locate stub library")) {
            return List.of("add com.github.jnr:jffi with the classifier native, if it has a part for this processor");
        } else if (aboutTheCLibrary(words) || onMusl()) {
            return List.of("run it on a system, or in a container image, whose C library is glibc (Debian, Ubuntu,"
                    + " Fedora), and not musl (Alpine)");
        }
        return has(words, ABOUT_THE_FOLDER) ? OTHER_FOLDER : List.of();
    }

    private static boolean aboutTheCLibrary(String words) {
        return has(words, ABOUT_THE_C_LIBRARY)
                || has(words, MISSING) && (has(words, PARTS_OF_GLIBC) || words.contains("/jffi"));
    }

    private static boolean has(String words, List<String> parts) {
        return parts.stream().anyMatch(words::contains);
    }

    private static boolean onMusl() {
        try {
            return Files.readString(Path.of("/proc/self/maps"), StandardCharsets.ISO_8859_1)
                    .contains("/ld-musl-");
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** What kept jffi from loading its native part, which jnr-ffi wraps and rewrites, and tells only once. */
    private static Throwable stubFailure(Throwable thrown) {
        try {
            Object failure = Class.forName("com.kenai.jffi.internal.StubLoader")
                    .getMethod("getFailureCause")
                    .invoke(null);
            return failure instanceof Throwable cause ? cause : thrown;
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            return thrown;
        }
    }

    private static Throwable innermost(Throwable thrown) {
        Throwable inner = thrown;
        for (int depth = 0; depth < DEEPEST && inner.getCause() != null; depth++) {
            inner = inner.getCause();
        }
        return inner;
    }

    private static String words(Throwable thrown) {
        String told = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
        String line = told.lines().findFirst().orElse("").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
    }
}
