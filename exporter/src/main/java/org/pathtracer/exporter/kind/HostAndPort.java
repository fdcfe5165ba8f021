// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.kind;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pathtracer.InvalidRequestException;

/** A host and perhaps its port: {@code name}, {@code name:53}, {@code 192.0.2.1:53}, {@code [2001:db8::1]:53}. */
record HostAndPort(String host, OptionalInt port) {
    private static final Pattern FORM = Pattern.compile("(?:\\[([^\\[\\]]+)]|([^:]+))(?::(\\d{1,5}))?");

    static HostAndPort of(String text) {
        if (text.indexOf(':') != text.lastIndexOf(':') && !text.startsWith("[")) {
            return new HostAndPort(text, OptionalInt.empty());
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidRequestException("\"%s\" is neither HOST nor HOST:PORT".formatted(text));
        }
        String port = matcher.group(3);
        return new HostAndPort(
                matcher.group(1) == null ? matcher.group(2) : matcher.group(1),
                port == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port)));
    }

    /** Returns the port, without which there is nothing to do. */
    int required(String scheme) {
        return port.orElseThrow(
                () -> new InvalidRequestException("a port is missing: write %s://%s:PORT".formatted(scheme, host)));
    }
}
