// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix.libc;

import java.util.Map;
import java.util.Set;
import org.pathtracer.SystemCallException;
import org.pathtracer.probe.ProbeOutcome;

/** A system's error numbers, with what they mean for a sender of probes. */
public final class ErrorNames {
    /**
     * What an error means.
     *
     * @param name in C
     * @param advice what can be done about it
     */
    public record Meaning(String name, String advice) {}

    private final Map<Integer, Meaning> meanings;
    private final String prefix;
    private final String command;

    /** From a table. */
    public ErrorNames(Map<Integer, Meaning> meanings) {
        this(meanings, "", "man 3 errno");
    }

    /**
     * From a table of a system that has names of its own.
     *
     * @param prefix what stands before the names of POSIX there
     * @param command what explains the numbers that are not in the table
     */
    public ErrorNames(Map<Integer, Meaning> meanings, String prefix, String command) {
        this.meanings = Map.copyOf(meanings);
        this.prefix = prefix;
        this.command = command;
    }

    /** A line of the table. */
    public static Map.Entry<Integer, Meaning> meaning(int errno, String name, String advice) {
        return Map.entry(errno, new Meaning(name, advice));
    }

    /** The error's C name, or {@code errno N} for a rare one. */
    public String name(int errno) {
        return of(errno).name;
    }

    /** The number of an error that is in the table, by its name in POSIX. */
    public int number(String name) {
        return meanings.entrySet().stream()
                .filter(entry -> entry.getValue().name.equals(prefix + name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no error is called " + prefix + name))
                .getKey();
    }

    /** Whether a call failed with one of some errors, by their names in POSIX. */
    public boolean isOneOf(SystemCallException failure, Set<String> names) {
        return failure.errorName().startsWith(prefix)
                && names.contains(failure.errorName().substring(prefix.length()));
    }

    /** The outcome of a probe that could not leave. */
    public ProbeOutcome.SendFailed sendFailed(String operation, int errno) {
        return new ProbeOutcome.SendFailed(operation, errno, of(errno).name, of(errno).advice);
    }

    /** The same, of a call that must work and did not. */
    public static ProbeOutcome.SendFailed sendFailed(SystemCallException cause) {
        return new ProbeOutcome.SendFailed(cause.operation(), cause.errno(), cause.errorName(), cause.advice());
    }

    /** The exception for a call that must work. */
    public SystemCallException exception(String operation, int errno) {
        return new SystemCallException(operation, errno, of(errno).name, of(errno).advice);
    }

    private Meaning of(int errno) {
        return meanings.getOrDefault(errno, new Meaning("errno " + errno, "see `" + command + "`"));
    }
}
