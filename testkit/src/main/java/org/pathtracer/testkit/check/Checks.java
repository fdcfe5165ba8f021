// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.check;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.pathtracer.InvalidRequestException;

/**
 * Checks of what a network is described with, with sentences that name the value and what is allowed.
 *
 * @since 0.1.0
 */
public final class Checks {
    /** Each part is 0 to 255 and has no leading zero: what else Java would look up as a name. */
    private static final Pattern IPV4 = Pattern.compile("(?:(?:^|\\.)(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){4}");

    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Duration LONGEST = Duration.ofDays(1);

    private Checks() {}

    public static int range(String what, int value, int lowest, int highest) {
        require(
                value >= lowest && value <= highest,
                "%s is %d, but must be from %d to %d".formatted(what, value, lowest, highest));
        return value;
    }

    public static double probability(String what, double value) {
        require(value >= 0 && value <= 1, "%s is %s, but must be from 0 to 1".formatted(what, value));
        return value;
    }

    public static long nanos(String what, Duration value) {
        require(
                !value.isNegative() && value.compareTo(LONGEST) <= 0,
                "%s is %s, but must be from zero to a day".formatted(what, value));
        return value.toNanos();
    }

    public static String name(String what, String value) {
        boolean plain = value.chars().noneMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c));
        require(!value.isEmpty() && plain, "%s \"%s\" is empty or has a space in it".formatted(what, value));
        return value;
    }

    /** An address in numbers. Names are never looked up. */
    public static InetAddress address(String literal) {
        boolean looksRight =
                IPV4.matcher(literal).matches() || IPV6.matcher(literal).matches();
        try {
            if (looksRight) {
                InetAddress address = InetAddress.getByName(literal);
                return literal.contains(":") && address instanceof Inet4Address ? mapped(address) : address;
            }
        } catch (UnknownHostException e) {
            throw new InvalidRequestException(
                    "\"%s\" is not an address: %s".formatted(literal, String.valueOf(e.getMessage())));
        }
        throw new InvalidRequestException("\"%s\" is not an IPv4 or IPv6 address".formatted(literal));
    }

    /** {@code ::ffff:192.0.2.1}, of which Java makes an IPv4 address. */
    private static InetAddress mapped(InetAddress address) throws UnknownHostException {
        byte[] bytes = new byte[16];
        bytes[10] = -1;
        bytes[11] = -1;
        System.arraycopy(address.getAddress(), 0, bytes, 12, 4);
        return Inet6Address.getByAddress(null, bytes, -1);
    }

    public static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new InvalidRequestException(sentence);
        }
    }
}
