// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.option;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pathtracer.InvalidRequestException;

/**
 * {@code host}, {@code host:port}, {@code [2001:db8::1]:port}, or a bare IPv6 address.
 *
 * @param host name or address
 * @param port if there is one; not checked to be in range
 */
public record HostAndPort(String host, OptionalInt port) {
    private static final Pattern FORM = Pattern.compile("(?:\\[([^\\]]+)\\]|([^:\\[\\]]+))(?::([0-9]{1,5}))?");

    public static HostAndPort parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            if (text.indexOf(':') == text.lastIndexOf(':') && !text.isEmpty()) {
                throw new InvalidRequestException(
                        "'%s' is not a host with a port, such as example.com:443 or [2001:db8::7]:443".formatted(text));
            }
            return new HostAndPort(text, OptionalInt.empty());
        }
        String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return new HostAndPort(
                host,
                matcher.group(3) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(matcher.group(3))));
    }
}
