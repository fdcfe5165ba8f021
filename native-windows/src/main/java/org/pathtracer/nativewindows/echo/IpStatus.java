// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows.echo;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pathtracer.AddressFamily;
import org.pathtracer.spi.ReplyKind;

/**
 * The {@code IP_STATUS} codes of {@code ipexport.h}. Those that stand for an ICMP message name its type and code;
 * Windows tells no finer, so that a code it has no status for shows as one it has.
 */
public enum IpStatus {
    SUCCESS(0, ReplyKind.ECHO_REPLY, 0, 0, 129, 0),
    NET_UNREACHABLE(11_002, ReplyKind.UNREACHABLE, 3, 0, 1, 0),
    HOST_UNREACHABLE(11_003, ReplyKind.UNREACHABLE, 3, 1, 1, 3),
    /** Over IPv6: prohibited. */
    PROTOCOL_UNREACHABLE(11_004, ReplyKind.UNREACHABLE, 3, 2, 1, 1),
    PORT_UNREACHABLE(11_005, ReplyKind.UNREACHABLE, 3, 3, 1, 4),
    PACKET_TOO_BIG(11_009, ReplyKind.PACKET_TOO_BIG, 3, 4, 2, 0),
    BAD_ROUTE(11_012, ReplyKind.UNREACHABLE, 3, 5, 1, 7),
    TTL_EXPIRED(11_013, ReplyKind.TIME_EXCEEDED, 11, 0, 3, 0),
    REASSEMBLY_EXPIRED(11_014, ReplyKind.TIME_EXCEEDED, 11, 1, 3, 1),
    PARAMETER_PROBLEM(11_015, ReplyKind.UNREACHABLE, 12, 0, 4, 0),
    TIME_EXCEEDED(11_041, ReplyKind.TIME_EXCEEDED, 11, 0, 3, 0),
    BAD_HEADER(11_042, ReplyKind.UNREACHABLE, 12, 0, 4, 0),
    UNRECOGNIZED_NEXT_HEADER(11_043, ReplyKind.UNREACHABLE, 12, 0, 4, 1),
    SCOPE_MISMATCH(11_045, ReplyKind.UNREACHABLE, 3, 0, 1, 2),

    /** Nothing was heard in time. */
    TIMED_OUT(11_010),
    /** Says nothing of the probe's fate (RFC 6633). */
    SOURCE_QUENCH(11_016),

    BUFFER_TOO_SMALL(11_001, "the reply does not fit the buffer"),
    NO_RESOURCES(11_006, "Windows has no memory for it; send more slowly"),
    BAD_OPTION(11_007, "Windows refuses an IP option"),
    HARDWARE_ERROR(11_008, "the network adapter reports an error"),
    BAD_REQUEST(11_011, "Windows refuses the request"),
    OPTION_TOO_BIG(11_017, "Windows refuses the IP options"),
    BAD_DESTINATION(11_018, "Windows takes the address for unusable"),
    UNREACHABLE(11_040, "this host can't reach the address; see `route print`"),
    ICMP_ERROR(11_044, "an ICMP error that Windows has no name for came back"),
    GENERAL_FAILURE(
            11_050,
            "this host has no way there, or its firewall forbids it; see `route print` and `netsh advfirewall`");

    private static final Map<Integer, IpStatus> BY_CODE =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(IpStatus::code, Function.identity()));

    private final int code;
    private final @Nullable ReplyKind kind;
    private final int icmpType;
    private final int icmpCode;
    private final int icmp6Type;
    private final int icmp6Code;
    private final String advice;

    IpStatus(int code, ReplyKind kind, int icmpType, int icmpCode, int icmp6Type, int icmp6Code) {
        this.code = code;
        this.kind = kind;
        this.icmpType = icmpType;
        this.icmpCode = icmpCode;
        this.icmp6Type = icmp6Type;
        this.icmp6Code = icmp6Code;
        this.advice = "";
    }

    IpStatus(int code) {
        this(code, "");
    }

    IpStatus(int code, String advice) {
        this.code = code;
        this.kind = null;
        this.icmpType = 0;
        this.icmpCode = 0;
        this.icmp6Type = 0;
        this.icmp6Code = 0;
        this.advice = advice;
    }

    /** The status with this number, if it is a known one. */
    public static Optional<IpStatus> of(int code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** Its number. */
    public int code() {
        return code;
    }

    /** What it says if it stands for an ICMP message. */
    Optional<ReplyKind> kind() {
        return Optional.ofNullable(kind);
    }

    /** Type of the message that it stands for. */
    int type(AddressFamily family) {
        return family == AddressFamily.IPV6 ? icmp6Type : icmpType;
    }

    /** Code of the message that it stands for. */
    int code(AddressFamily family) {
        return family == AddressFamily.IPV6 ? icmp6Code : icmpCode;
    }

    /** Whether it says that the probe could not leave. */
    public boolean failed() {
        return !advice.isEmpty();
    }

    /** What it means for a sender of probes, if it says that the probe could not leave. */
    public String advice() {
        return advice;
    }
}
