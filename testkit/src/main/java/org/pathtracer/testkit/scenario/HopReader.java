// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.spi.ReplyKind;
import org.pathtracer.testkit.expectation.ExpectedHop;

/** Reads what a scenario expects of one TTL. */
final class HopReader {
    private static final int NODES = 0;
    private static final int RTT = 1;
    private static final int OUTCOME = 2;
    private static final int DETAIL = 3;

    private HopReader() {}

    /**
     * Reads {@code -} for a silent hop, or {@code [~]node[|node...] rtt [outcome [code/code6 or mtu]]} with any number
     * of {@linkplain ExpectedMarks marks} behind it.
     */
    static ExpectedHop read(ScenarioTable table, String text) {
        if (text.equals("-")) {
            return ExpectedHop.SILENT;
        }
        boolean mayBeLost = text.startsWith("~");
        List<String> words =
                new ArrayList<>(List.of(text.substring(mayBeLost ? 1 : 0).split(" ", -1)));
        List<String> marks = words.stream().filter(MarksReader::isMark).toList();
        words.removeAll(marks);
        Optional<Duration> rtt = words.size() <= RTT ? Optional.empty() : Durations.parse(words.get(RTT));
        Optional<ReplyKind> kind =
                words.size() <= OUTCOME ? Optional.of(ReplyKind.TIME_EXCEEDED) : kind(words.get(OUTCOME));
        if (rtt.isEmpty() || kind.isEmpty() || words.size() > DETAIL + 1) {
            throw table.wrong(
                    "hops",
                    "\"%s\" is no hop: it must be - or \"NODE RTT [OUTCOME [CODE/CODE6 or MTU]] [+MARK ...]\""
                            .formatted(text));
        }
        List<Integer> numbers = words.size() > DETAIL ? numbers(table, words.get(DETAIL)) : List.of();
        boolean tooBig = kind.get() == ReplyKind.PACKET_TOO_BIG;
        return new ExpectedHop(
                nodes(words.get(NODES)),
                kind.get(),
                rtt.get(),
                numbers.size() == 2 ? OptionalInt.of(numbers.get(0)) : OptionalInt.empty(),
                numbers.size() == 2 ? OptionalInt.of(numbers.get(1)) : OptionalInt.empty(),
                tooBig && numbers.size() == 1 ? OptionalInt.of(numbers.get(0)) : OptionalInt.empty(),
                mayBeLost,
                MarksReader.read(table, marks));
    }

    private static List<String> nodes(String word) {
        return List.of(word.split("\\|", -1)).stream()
                .flatMap(name -> NameRange.expand(name).stream())
                .toList();
    }

    private static Optional<ReplyKind> kind(String word) {
        return switch (word) {
            case "time-exceeded" -> Optional.of(ReplyKind.TIME_EXCEEDED);
            case "echo-reply" -> Optional.of(ReplyKind.ECHO_REPLY);
            case "unreachable" -> Optional.of(ReplyKind.UNREACHABLE);
            case "packet-too-big" -> Optional.of(ReplyKind.PACKET_TOO_BIG);
            case "udp-reply" -> Optional.of(ReplyKind.UDP_REPLY);
            case "syn-ack" -> Optional.of(ReplyKind.TCP_SYN_ACK);
            case "reset" -> Optional.of(ReplyKind.TCP_RESET);
            default -> Optional.empty();
        };
    }

    private static List<Integer> numbers(ScenarioTable table, String text) {
        if (!text.matches("\\d{1,5}(/\\d{1,5})?")) {
            throw table.wrong("hops", "\"%s\" is neither CODE/CODE6 nor an MTU".formatted(text));
        }
        return List.of(text.split("/", -1)).stream().map(Integer::valueOf).toList();
    }
}
