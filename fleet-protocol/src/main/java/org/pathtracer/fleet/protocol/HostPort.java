// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.protocol;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pathtracer.InvalidRequestException;

/** A host and a port, {@code hub1.example:7401} or {@code [2001:db8::1]:7401}. */
public record HostPort(String host, int port) {
    private static final Pattern TEXT = Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)\\]|([^:\\[\\]/\\s]+)):(\\d{1,5})");
    private static final int HIGHEST_PORT = 65_535;

    /**
     * Reads a text.
     *
     * @throws InvalidRequestException if it is something else
     */
    public static HostPort parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches() || Integer.parseInt(parts.group(3)) > HIGHEST_PORT) {
            throw new InvalidRequestException(
                    "\"%s\" is not HOST:PORT, such as hub1.example:7401 or [2001:db8::1]:7401".formatted(text));
        }
        String literal = parts.group(1);
        return new HostPort(literal == null ? parts.group(2) : literal, Integer.parseInt(parts.group(3)));
    }

    /** Returns the address, whose name is not looked up. */
    public InetSocketAddress toSocketAddress() {
        return InetSocketAddress.createUnresolved(host, port);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
