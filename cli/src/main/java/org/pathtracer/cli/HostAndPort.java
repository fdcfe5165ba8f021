// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code host}, {@code host:port}, {@code [2001:db8::1]:port}, or a bare IPv6 address. */
final class HostAndPort {
    private static final Pattern FORM = Pattern.compile("(?:\\[([^\\]]+)\\]|([^:\\[\\]]+))(?::([0-9]{1,5}))?");

    private HostAndPort() {}

    static String host(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return text;
        }
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }

    static int port(String text, int otherwise) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() && matcher.group(3) != null ? Integer.parseInt(matcher.group(3)) : otherwise;
    }
}
