// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.pathtracer.fleet.web.access.Caller;
import org.pathtracer.fleet.web.access.Role;
import org.pathtracer.report.picture.Svg;

/** A page that is being written. Texts are escaped here, unless a method says that it takes markup. */
public final class Html {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>%s</title>
            <link rel="stylesheet" href="/assets/style.css">
            <link rel="icon" href="/assets/icon.svg">
            </head>
            <body>
            <nav><a href="/">Fleet</a> <a href="/vantage-points">Vantage points</a> <a href="/measurements">Measurements</a>%s</nav>
            <h1>%s</h1>
            """;

    private final StringBuilder text = new StringBuilder();

    Html(String title, Caller caller) {
        String known = caller.isKnown()
                ? caller.name() + (caller.role().includes(Role.OPERATOR) ? " (operator)" : " (reads)")
                : "";
        text.append(HEAD.formatted(text(title), "<span>" + text(known) + "</span>", text(title)));
    }

    /** Returns escaped text. */
    static String text(String text) {
        return Svg.escaped(text);
    }

    /** Returns a part of an address. */
    static String part(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String pointLink(String name) {
        return "<a href=\"/vantage-points/%s\">%s</a>".formatted(part(name), text(name));
    }

    static String pairAddress(String from, String to) {
        return "/pairs/%s/%s".formatted(part(from), part(to));
    }

    Html heading(String words) {
        return markup("<h2>%s</h2>\n".formatted(text(words)));
    }

    Html paragraph(String style, String words) {
        return markup("<p class=\"%s\">%s</p>\n".formatted(style, text(words)));
    }

    Html card(String mood, String figure, String meaning) {
        return markup(
                "<div class=\"card %s\"><b>%s</b><span>%s</span></div>\n".formatted(mood, text(figure), text(meaning)));
    }

    /** Something that may be wider than the screen: it is pushed sideways by finger or arrow keys, not the page. */
    Html wide(String name, String markup) {
        return markup("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">\n%s</div>\n"
                .formatted(text(name), markup));
    }

    Html script(String name) {
        return markup("<script src=\"/assets/%s\" defer></script>\n".formatted(name));
    }

    Html markup(String markup) {
        text.append(markup);
        return this;
    }

    String end() {
        return text.append("</body>\n</html>\n").toString();
    }
}
