// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.nativecode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Takes, of the linkers that there are, the one with the highest preference that works: once per process. */
public final class NativeLinkers {
    /** System property that names the only linker to be taken. */
    public static final String PROPERTY = "org.pathtracer.linker";

    /** In here, so that nothing is tried before it is asked for. */
    private static final class Chosen {
        static final Choice CHOICE = choose(
                ServiceLoader.load(NativeLinker.class, NativeLinkers.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList(),
                System.getProperty(PROPERTY, ""));
    }

    /**
     * What was taken.
     *
     * @param linker it, or why there is none
     * @param words which one and why, for people
     */
    record Choice(Loaded<NativeLinker> linker, String words) {}

    private NativeLinkers() {}

    /** Returns the linker of this process, or why there is none. */
    public static Loaded<NativeLinker> loaded() {
        return Chosen.CHOICE.linker;
    }

    /**
     * Returns the linker of this process.
     *
     * @throws org.pathtracer.NotSupportedException if there is none
     */
    public static NativeLinker linker() {
        return loaded().calls();
    }

    /** Says which one is taken, and why no better one. */
    public static String description() {
        return Chosen.CHOICE.words;
    }

    static Choice choose(List<NativeLinker> all, String only) {
        List<NativeLinker> candidates = all.stream()
                .filter(linker -> only.isEmpty() || linker.name().equals(only))
                .sorted(Comparator.comparingInt(NativeLinker::preference).reversed())
                .toList();
        List<LoadFailure> failures = new ArrayList<>();
        StringBuilder passed = new StringBuilder(only.isEmpty() ? "" : ", as -D" + PROPERTY + " says");
        for (NativeLinker linker : candidates) {
            if (linker.failure().isEmpty()) {
                return new Choice(Loaded.with(linker), linker.name() + " (" + linker.description() + ")" + passed);
            }
            LoadFailure failure = linker.failure().get();
            failures.add(failure);
            passed.append("; not ").append(linker.name()).append(": ").append(failure.reason());
        }
        LoadFailure failure = failures.isEmpty() ? missing(all, only) : together(failures);
        return new Choice(Loaded.none(failure), "none: " + failure.reason());
    }

    private static LoadFailure missing(List<NativeLinker> all, String only) {
        String there = all.stream().map(NativeLinker::name).sorted().collect(Collectors.joining(" and "));
        return new LoadFailure(
                all.isEmpty()
                        ? "there is no artifact that calls native code"
                        : "-D" + PROPERTY + "=" + only + " names none of those that there are: " + there,
                all.isEmpty()
                        ? List.of("add org.pathtracer:pathtracer-native-ffm (Java 22 and newer), or"
                                + " org.pathtracer:pathtracer-native-jffi")
                        : List.of("leave -D" + PROPERTY + " out"));
    }

    /** What can't be changed is left out where something can. */
    private static LoadFailure together(List<LoadFailure> failures) {
        List<LoadFailure> told = failures.stream()
                .filter(failure -> !failure.remedies().isEmpty())
                .toList();
        if (told.isEmpty()) {
            told = failures;
        }
        return new LoadFailure(
                told.stream().map(LoadFailure::reason).distinct().collect(Collectors.joining("; ")),
                told.stream()
                        .flatMap(failure -> failure.remedies().stream())
                        .distinct()
                        .toList());
    }
}
