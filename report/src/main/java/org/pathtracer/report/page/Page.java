// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pathtracer.Run;
import org.pathtracer.report.csv.Table;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.Milliseconds;
import org.pathtracer.report.json.RunFacts;
import org.pathtracer.report.picture.Svg;

/**
 * A page that is being written, part by part; all of them look alike. Texts are escaped here, unless a method says that
 * it takes markup. The browser is told to load nothing and to run nothing, but for one script if it is given.
 */
final class Page {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Content Security Policy Level 3: what a hostile text could smuggle in would not be run or fetched either. */
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'%s">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>%s</title>
            <style>
            """;

    private static final Pattern MANY_DIGITS = Pattern.compile("-?[0-9]{1,12}\\.[0-9]{7,30}");

    private static final int DIGITS = 4;
    private static final int MOST_ROWS = 60;

    private final StringBuilder text = new StringBuilder();
    private final String script;

    /** A page without a script. */
    Page(String title, String style) {
        this(title, style, "");
    }

    /**
     * A page.
     *
     * @param style further rules for it
     * @param script of this page; empty for none
     */
    Page(String title, String style, String script) {
        this.script = script;
        text.append(HEAD.formatted(script.isEmpty() ? "" : "; script-src 'sha256-" + digest(script) + "'", text(title)))
                .append(PageStyle.SHEET)
                .append(style)
                .append("</style>\n</head>\n<body>\n<h1>%s</h1>\n".formatted(text(title)));
    }

    private static String digest(String script) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(("\n" + script).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Escaped, and with numbers beside their percent signs. */
    static String text(String text) {
        return Svg.escaped(text).replace(" %", "&nbsp;%");
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    Page verdict(String sentence, boolean good) {
        return markup("<p class=\"verdict%s\">%s</p>\n".formatted(good ? " healthy" : "", text(sentence)));
    }

    /** What was measured, when, from where and how. */
    Page facts(Run run) {
        RunFacts facts = RunFacts.of(run);
        beginFacts();
        fact(
                "Measured",
                time(run.started())
                        + String.format(
                                Locale.ROOT, ", for %.1f s", run.duration().toMillis() / 1000.0));
        facts.host()
                .ifPresent(host -> fact(
                        "From",
                        host
                                + run.source()
                                        .map(source -> " (" + AddressText.of(source) + ")")
                                        .orElse("")));
        if (!run.addresses().isEmpty() && run.addresses().size() <= 4) {
            fact(
                    run.addresses().size() == 1 ? "Target address" : "Target addresses",
                    run.addresses().stream().map(AddressText::of).collect(Collectors.joining(", ")));
        }
        fact("Probes", "%d sent, %d answered".formatted(run.probesSent(), run.repliesReceived()));
        fact("By", run.protocol() + " over " + run.transport().name());
        facts.version().ifPresent(version -> fact("Made by", "PathTracer " + version));
        return endFacts();
    }

    Page beginFacts() {
        return markup("<dl>\n");
    }

    Page fact(String name, String value) {
        return markup("<div><dt>%s</dt><dd>%s</dd></div>\n".formatted(text(name), text(value)));
    }

    Page endFacts() {
        return markup("</dl>\n");
    }

    Page beginCards() {
        return markup("<div class=\"cards\">\n");
    }

    /**
     * A figure in large letters.
     *
     * @param mood "good", "middling", "bad", or empty
     */
    Page card(String mood, String figure, String meaning) {
        String style = mood.isEmpty() ? "card" : "card " + mood;
        return markup(
                "<div class=\"%s\"><b>%s</b><span>%s</span></div>\n".formatted(style, text(figure), text(meaning)));
    }

    Page endCards() {
        return markup("</div>\n");
    }

    Page heading(String words) {
        return markup("<h2>%s</h2>\n".formatted(text(words)));
    }

    Page paragraph(String style, String words) {
        return markup("<p%s>%s</p>\n".formatted(style(style), text(words)));
    }

    /** What colours and forms mean: pairs of a style and its meaning. */
    Page key(String... stylesAndMeanings) {
        markup("<p class=\"key note\">");
        for (int i = 0; i < stylesAndMeanings.length; i += 2) {
            markup("<i%s></i>%s".formatted(style(stylesAndMeanings[i]), text(stylesAndMeanings[i + 1])));
        }
        return markup("</p>\n");
    }

    private static String style(String name) {
        return name.isEmpty() ? "" : " class=\"" + name + "\"";
    }

    /** A list of sentences under a heading; nothing if there are none. */
    Page list(String heading, List<String> sentences) {
        if (!sentences.isEmpty()) {
            heading(heading);
            markup("<ul>\n");
            sentences.forEach(sentence -> markup("<li>%s</li>\n".formatted(text(sentence))));
            markup("</ul>\n");
        }
        return this;
    }

    /**
     * Something that may be wider than the screen: it is pushed sideways by finger or arrow keys, not the page.
     *
     * @param content markup
     */
    Page wide(String name, String content) {
        return markup("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">\n".formatted(text(name)))
                .markup(content)
                .markup("</div>\n");
    }

    /** A table; one that is long is folded away. */
    Page table(String name, Table table) {
        StringBuilder rows = new StringBuilder("<table>\n");
        row(rows, "th", table.header());
        table.rows().forEach(row -> row(rows, "td", row));
        rows.append("</table>\n");
        if (table.rows().size() <= MOST_ROWS) {
            return wide(name, rows.toString());
        }
        return markup("<details>\n<summary>%d lines</summary>\n"
                        .formatted(table.rows().size()))
                .wide(name, rows.toString())
                .markup("</details>\n");
    }

    private static void row(StringBuilder rows, String element, List<String> cells) {
        rows.append("<tr>");
        cells.forEach(cell -> rows.append("<%s>%s</%s>".formatted(element, text(rounded(cell)), element)));
        rows.append("</tr>\n");
    }

    /** People need no sixteen digits, which programs have in the JSON document. */
    private static String rounded(String cell) {
        return MANY_DIGITS.matcher(cell).matches()
                ? Milliseconds.plain(new BigDecimal(cell).round(new MathContext(DIGITS)))
                : cell;
    }

    /** Lines as they are, shown when their heading is pressed. */
    Page folded(String heading, String lines) {
        markup("<details>\n<summary>%s</summary>\n<pre>".formatted(text(heading)));
        lines.lines().forEach(line -> markup(Svg.escaped(line)).markup("\n"));
        return markup("</pre>\n</details>\n");
    }

    /** Appends what is markup already. */
    Page markup(String markup) {
        text.append(markup);
        return this;
    }

    /** Returns all of it. */
    String end() {
        if (!script.isEmpty()) {
            markup("<script>\n" + script + "</script>\n");
        }
        return text.append("</body>\n</html>\n").toString();
    }
}
