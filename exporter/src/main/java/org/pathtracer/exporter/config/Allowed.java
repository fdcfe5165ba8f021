// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.config;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pathtracer.address.HostText;

/**
 * Which hosts may be measured by request: names, {@code *.example.com} for all names below one, blocks of addresses,
 * and {@code *} for all. A name is allowed by its letters, whatever its addresses are.
 */
public final class Allowed {
    private final List<String> names = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();

    private record Block(BigInteger first, int shift, int bytes) {
        boolean has(byte[] address) {
            return address.length == bytes
                    && new BigInteger(1, address).shiftRight(shift).equals(first);
        }
    }

    /** Allows nothing yet. */
    Allowed() {}

    /**
     * Allows more.
     *
     * @throws IllegalArgumentException if that is none of the forms
     */
    void add(String text) {
        int slash = text.indexOf('/');
        Optional<InetAddress> address = HostText.literal(slash < 0 ? text : text.substring(0, slash));
        if (address.isPresent()) {
            blocks.add(block(address.orElseThrow().getAddress(), slash < 0 ? "" : text.substring(slash + 1)));
        } else if (text.equals("*")) {
            names.add(text);
        } else {
            HostText.checkHost("host", text.startsWith("*.") ? text.substring(2) : text);
            names.add(lower(text));
        }
    }

    private static Block block(byte[] address, String length) {
        int bits = address.length * 8;
        if (!length.isEmpty() && !length.matches("\\d{1,3}")) {
            throw new IllegalArgumentException("the length of a block is a number, such as 192.0.2.0/24");
        }
        int prefix = length.isEmpty() ? bits : Integer.parseInt(length);
        if (prefix > bits) {
            throw new IllegalArgumentException("the length of a block is at most %d".formatted(bits));
        }
        return new Block(new BigInteger(1, address).shiftRight(bits - prefix), bits - prefix, address.length);
    }

    private static String lower(String name) {
        return HostText.ascii(name).toLowerCase(Locale.ROOT).replaceFirst("(?<=.)\\.$", "");
    }

    /** Returns whether a target may be measured: a host, a host and port, or a URL. */
    public boolean has(String target) {
        if (names.contains("*")) {
            return true;
        }
        String host = host(target);
        Optional<InetAddress> address = HostText.literal(host);
        if (address.isPresent()) {
            byte[] bytes = address.orElseThrow().getAddress();
            return blocks.stream().anyMatch(block -> block.has(bytes));
        }
        String name = lower(host);
        return names.stream().anyMatch(form -> form.startsWith("*.") ? name.endsWith(form.substring(1)) : name.equals(form));
    }

    private static String host(String target) {
        String text = target;
        if (target.contains("://")) {
            try {
                text = Optional.ofNullable(URI.create(target).getHost()).orElse("");
            } catch (IllegalArgumentException e) {
                return "";
            }
        }
        int colon = text.lastIndexOf(':');
        if (colon > 0 && (text.indexOf(':') == colon || text.charAt(colon - 1) == ']')) {
            text = text.substring(0, colon);
        }
        return text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    }
}
