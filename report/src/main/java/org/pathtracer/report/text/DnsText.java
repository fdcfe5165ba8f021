// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pathtracer.dns.DnsAnswer;
import org.pathtracer.dns.DnsRecord;
import org.pathtracer.dns.DnsStatus;
import org.pathtracer.report.format.Milliseconds;
import org.pathtracer.report.format.Palette;
import org.pathtracer.report.format.Printable;
import org.pathtracer.report.format.RecordFields;

/**
 * An answer for people: a line per record as in a zone file, then the server that said it.
 *
 * @since 0.1.0
 */
public final class DnsText {
    private DnsText() {}

    public static List<String> lines(DnsAnswer answer, Palette palette) {
        List<String> lines = new ArrayList<>();
        answer.answers().forEach(record -> lines.add(Printable.line(line(record))));
        boolean found =
                answer.status() == DnsStatus.NO_ERROR && !answer.answers().isEmpty();
        String summary = Printable.line(summary(answer));
        lines.add(found ? palette.good(summary) : palette.bad(summary));
        return lines;
    }

    private static String line(DnsRecord record) {
        String data = RecordFields.of(record).values().stream()
                .map(DnsText::text)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
        return record.name() + "  " + record.ttl().toSeconds() + "  " + RecordFields.type(record) + "  " + data;
    }

    private static String text(Object value) {
        if (value instanceof List<?> strings) {
            return strings.stream().map(DnsText::quoted).collect(Collectors.joining(" "));
        } else if (value instanceof Map<?, ?> parameters) {
            return new TreeMap<>(parameters)
                    .entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .collect(Collectors.joining(" "));
        } else if (value instanceof Boolean critical) {
            return critical ? "critical" : "";
        }
        return value.toString();
    }

    private static String quoted(Object text) {
        return '"' + text.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String summary(DnsAnswer answer) {
        String verdict = switch (answer.status()) {
            case NO_ERROR -> answer.answers().isEmpty() ? "no such record" : "found";
            case NO_SUCH_NAME -> "no such name";
            case SERVER_FAILURE -> "the server could not find out";
            case REFUSED -> "the server refuses to answer";
            case FORMAT_ERROR -> "the server did not understand the question";
            case NOT_IMPLEMENTED -> "the server can't answer such questions";
            case OTHER -> "the server answered with an error";
        };
        return verdict + ", says " + answer.server() + " over " + answer.channel() + ", "
                + Milliseconds.rough(answer.duration()) + ", "
                + (answer.attempts() == 1 ? "1 message" : answer.attempts() + " messages");
    }
}
