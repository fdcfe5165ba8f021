// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.spi.ReplyKind;
import org.pathtracer.testkit.toml.Durations;
import org.pathtracer.testkit.toml.TomlTable;

/**
 * What a scenario expects of one TTL.
 *
 * @param nodes names of those that may answer; empty for a silent hop
 * @param kind what they say
 * @param rtt of each answer
 * @param code of the ICMP message, if the scenario says so
 * @param code6 the same of the ICMPv6 message
 * @param nextMtu with {@link ReplyKind#PACKET_TOO_BIG}
 * @param mayBeLost whether some or all of the probes may be lost
 */
public record ExpectedHop(
        List<String> nodes,
        ReplyKind kind,
        Duration rtt,
        OptionalInt code,
        OptionalInt code6,
        OptionalInt nextMtu,
        boolean mayBeLost) {
    /** A hop at which nobody answers. */
    public static final ExpectedHop SILENT = new ExpectedHop(
            List.of(),
            ReplyKind.TIME_EXCEEDED,
            Duration.ZERO,
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            false);

    /** Copies the list. */
    public ExpectedHop {
        nodes = List.copyOf(nodes);
    }

    /** Reads {@code -} for a silent hop, or {@code [~]node[|node...] rtt [outcome [code/code6 or mtu]]}. */
    static ExpectedHop read(TomlTable table, String text) {
        if (text.equals("-")) {
            return SILENT;
        }
        boolean mayBeLost = text.startsWith("~");
        String[] words = text.substring(mayBeLost ? 1 : 0).split(" ", -1);
        Optional<Duration> rtt = words.length < 2 ? Optional.empty() : Durations.parse(words[1]);
        Optional<ReplyKind> kind = words.length < 3 ? Optional.of(ReplyKind.TIME_EXCEEDED) : kind(words[2]);
        if (rtt.isEmpty() || kind.isEmpty() || words.length > 4) {
            throw table.wrong(
                    "hops",
                    "\"%s\" is no hop: it must be - or \"NODE RTT [OUTCOME [CODE/CODE6 or MTU]]\"".formatted(text));
        }
        List<Integer> numbers = words.length == 4 ? numbers(table, words[3]) : List.of();
        boolean tooBig = kind.get() == ReplyKind.PACKET_TOO_BIG;
        return new ExpectedHop(
                List.of(words[0].split("\\|", -1)),
                kind.get(),
                rtt.get(),
                numbers.size() == 2 ? OptionalInt.of(numbers.get(0)) : OptionalInt.empty(),
                numbers.size() == 2 ? OptionalInt.of(numbers.get(1)) : OptionalInt.empty(),
                tooBig && numbers.size() == 1 ? OptionalInt.of(numbers.get(0)) : OptionalInt.empty(),
                mayBeLost);
    }

    private static Optional<ReplyKind> kind(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "TIME-EXCEEDED" -> Optional.of(ReplyKind.TIME_EXCEEDED);
            case "ECHO-REPLY" -> Optional.of(ReplyKind.ECHO_REPLY);
            case "UNREACHABLE" -> Optional.of(ReplyKind.UNREACHABLE);
            case "PACKET-TOO-BIG" -> Optional.of(ReplyKind.PACKET_TOO_BIG);
            default -> Optional.empty();
        };
    }

    private static List<Integer> numbers(TomlTable table, String text) {
        if (!text.matches("\\d{1,5}(/\\d{1,5})?")) {
            throw table.wrong("hops", "\"%s\" is neither CODE/CODE6 nor an MTU".formatted(text));
        }
        return List.of(text.split("/", -1)).stream().map(Integer::valueOf).toList();
    }
}
