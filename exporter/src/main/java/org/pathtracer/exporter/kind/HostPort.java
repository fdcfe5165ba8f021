// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.kind;

/**
 * A host and a port, as they are written together.
 *
 * @param host name or address, without brackets
 * @param port 1 to 65535
 */
record HostPort(String host, int port) {
    private static final int HIGHEST = 65_535;

    /**
     * Reads {@code example.com:443} or {@code [2001:db8::7]:443}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static HostPort of(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (colon <= 0 || (!bracketed && host.indexOf(':') >= 0)) {
            throw wrong(text);
        }
        return new HostPort(bracketed ? host.substring(1, host.length() - 1) : host, port(text, colon));
    }

    /** The same, with a port that may be left out. */
    static HostPort of(String text, int usual) {
        boolean bare = text.startsWith("[") ? text.endsWith("]") : text.indexOf(':') < 0;
        boolean address = !text.startsWith("[") && text.indexOf(':') != text.lastIndexOf(':');
        if (!bare && !address) {
            return of(text);
        }
        return new HostPort(text.startsWith("[") ? text.substring(1, text.length() - 1) : text, usual);
    }

    private static int port(String text, int colon) {
        String digits = text.substring(colon + 1);
        if (!digits.matches("\\d{1,5}")) {
            throw wrong(text);
        }
        int port = Integer.parseInt(digits);
        if (port < 1 || port > HIGHEST) {
            throw wrong(text);
        }
        return port;
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "\"%s\" is not a host and a port, such as example.com:443 or [2001:db8::7]:443".formatted(text));
    }
}
