// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows.win32;

import java.util.Map;
import java.util.Optional;
import org.pathtracer.SystemCallException;
import org.pathtracer.nativewindows.echo.IpStatus;
import org.pathtracer.probe.ProbeOutcome;

/** What {@code GetLastError} gives, with what it means for a sender of probes. */
public final class WindowsError {
    /** It has begun, and the event will tell. */
    public static final int ERROR_IO_PENDING = 997;

    public static final int ERROR_NOT_ENOUGH_MEMORY = 8;
    public static final int ERROR_CALL_NOT_IMPLEMENTED = 120;
    public static final int ERROR_PROC_NOT_FOUND = 127;
    public static final int ERROR_BUSY = 170;
    public static final int ERROR_NOT_FOUND = 1168;

    private record Meaning(String name, String advice) {}

    private static final Map<Integer, Meaning> MEANINGS = Map.ofEntries(
            meaning(4, "ERROR_TOO_MANY_OPEN_FILES", "this process has too many handles"),
            meaning(5, "ERROR_ACCESS_DENIED", "Windows forbids it to this program"),
            meaning(6, "ERROR_INVALID_HANDLE", "the ICMP handle is closed"),
            meaning(ERROR_NOT_ENOUGH_MEMORY, "ERROR_NOT_ENOUGH_MEMORY", "Windows has no memory for it"),
            meaning(31, "ERROR_GEN_FAILURE", "the network device does not work"),
            meaning(50, "ERROR_NOT_SUPPORTED", "this system does not have this family of addresses"),
            meaning(87, "ERROR_INVALID_PARAMETER", "Windows refuses the request: its size, an address or an option"),
            meaning(ERROR_CALL_NOT_IMPLEMENTED, "ERROR_CALL_NOT_IMPLEMENTED", "this system does not have the call"),
            meaning(122, "ERROR_INSUFFICIENT_BUFFER", "the reply does not fit the buffer"),
            meaning(ERROR_PROC_NOT_FOUND, "ERROR_PROC_NOT_FOUND", "this system does not have the call"),
            meaning(ERROR_BUSY, "ERROR_BUSY", "Windows has as many requests under way as it takes; send more slowly"),
            meaning(ERROR_NOT_FOUND, "ERROR_NOT_FOUND", "there is no such thing"),
            meaning(1214, "ERROR_INVALID_NETNAME", "the address is not one to send to"),
            meaning(1231, "ERROR_NETWORK_UNREACHABLE", "this host has no route there; see `route print`"),
            meaning(1232, "ERROR_HOST_UNREACHABLE", "this host has no way there; see `route print` and `arp -a`"),
            meaning(1450, "ERROR_NO_SYSTEM_RESOURCES", "Windows has no memory for it; send more slowly"));

    private WindowsError() {}

    private static Map.Entry<Integer, Meaning> meaning(int error, String name, String advice) {
        return Map.entry(error, new Meaning(name, advice));
    }

    /** The error's C name, or {@code error N} for a rare one. */
    public static String name(int error) {
        return of(error).name;
    }

    /** The outcome of a probe that could not leave. Calls give {@link IpStatus} codes too. */
    public static ProbeOutcome.SendFailed sendFailed(String operation, int error) {
        Meaning meaning = of(error);
        return new ProbeOutcome.SendFailed(operation, error, meaning.name, meaning.advice);
    }

    /** The exception for a call that must work. */
    public static SystemCallException exception(String operation, int error) {
        Meaning meaning = of(error);
        return new SystemCallException(operation, error, meaning.name, meaning.advice);
    }

    private static Meaning of(int error) {
        Optional<Meaning> status = IpStatus.of(error)
                .filter(IpStatus::failed)
                .map(found -> new Meaning("IP_" + found.name(), found.advice()));
        return status.orElseGet(
                () -> MEANINGS.getOrDefault(error, new Meaning("error " + error, "see `net helpmsg " + error + "`")));
    }
}
