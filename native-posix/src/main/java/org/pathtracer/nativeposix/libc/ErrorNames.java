// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix.libc;

import java.util.Map;
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

    /** From a table. */
    public ErrorNames(Map<Integer, Meaning> meanings) {
        this.meanings = Map.copyOf(meanings);
    }

    /** A line of the table. */
    public static Map.Entry<Integer, Meaning> meaning(int errno, String name, String advice) {
        return Map.entry(errno, new Meaning(name, advice));
    }

    /** The error's C name, or {@code errno N} for a rare one. */
    public String name(int errno) {
        return of(errno).name;
    }

    /** The number of a C name that is in the table. */
    public int number(String name) {
        return meanings.entrySet().stream()
                .filter(entry -> entry.getValue().name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no error is called " + name))
                .getKey();
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
        return meanings.getOrDefault(errno, new Meaning("errno " + errno, "see `man 3 errno`"));
    }
}
