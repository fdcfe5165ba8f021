// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.agent;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.address.CanonicalAddress;

/** A prefix of addresses, such as {@code 10.0.0.0/8}, or one address. */
record Prefix(InetAddress base, int length) {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");

    static Prefix parse(String text) {
        int slash = text.indexOf('/');
        Optional<InetAddress> base = CanonicalAddress.read(slash < 0 ? text : text.substring(0, slash));
        String digits = text.substring(slash + 1);
        int bits = base.map(address -> address.getAddress().length * Byte.SIZE).orElse(0);
        if (base.isEmpty() || slash >= 0 && (!NUMBER.matcher(digits).matches() || Integer.parseInt(digits) > bits)) {
            throw new InvalidRequestException(
                    "\"%s\" is neither an address nor a prefix such as 10.0.0.0/8 or 2001:db8::/32".formatted(text));
        }
        return new Prefix(base.get(), slash < 0 ? bits : Integer.parseInt(digits));
    }

    boolean contains(InetAddress address) {
        byte[] one = base.getAddress();
        byte[] other = address.getAddress();
        if (one.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < length; bit += Byte.SIZE) {
            int mask = 0xff00 >> Math.min(Byte.SIZE, length - bit);
            if (((one[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask & 0xff) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return CanonicalAddress.of(base) + "/" + length;
    }
}
