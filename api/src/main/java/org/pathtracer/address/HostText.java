// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.address;

import java.net.IDN;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pathtracer.check.Argument;

/**
 * Host names and addresses as text: what is one, and under which name it is looked up. Nothing is asked for it.
 *
 * <p>Of the forms that some systems take for an IPv4 address ({@code 1.2.3}, {@code 0x7f.1}, {@code 010.0.0.1},
 * {@code 2130706433}) only that of four decimal numbers without leading zeros is one here; the others are refused,
 * since they rarely mean what is probed then.
 *
 * @since 0.1.0
 */
public final class HostText {
    /** RFC 1035 section 2.3.4: 255 bytes on the wire. */
    private static final int LONGEST_NAME = 253;

    private static final int LONGEST_LABEL = 63;
    /** Of what is repeated in a sentence. */
    private static final int SHOWN = 60;

    private static final Pattern QUAD = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final Pattern NUMBER = Pattern.compile("\\d+|0[xX][0-9a-fA-F]*");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]*");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_:-][A-Za-z0-9._:%/-]*");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F.]*:[0-9a-fA-F:.]*");
    /** Letters that IDNA 2003, which Java has, replaces, and IDNA 2008 keeps: ß, final sigma and two joiners. */
    private static final Pattern DEVIATION = Pattern.compile("[\u00df\u03c2\u200c\u200d]");

    private HostText() {}

    /**
     * Returns the address that a text stands for, empty if it is not one. The zone of {@code fe80::1%eth0} is left out.
     *
     * @param text such as {@code 192.0.2.1} or {@code 2001:db8::1}
     */
    public static Optional<InetAddress> literal(String text) {
        String plain = withoutZone(withoutBrackets(Objects.requireNonNull(text, "text")));
        boolean quad = QUAD.matcher(plain).matches();
        if (quad ? !isQuad(plain) : !IPV6.matcher(plain).matches()) {
            return Optional.empty();
        }
        try {
            // With a colon, or as four numbers, it is never looked up.
            return Optional.of(InetAddress.getByName(plain));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the zone of an address, {@code eth0} of {@code fe80::1%eth0} (RFC 4007 section 11); empty without one.
     *
     * @param text of an address
     */
    public static Optional<String> zone(String text) {
        String whole = withoutBrackets(Objects.requireNonNull(text, "text"));
        int end = withoutZone(whole).length();
        return end == whole.length() ? Optional.empty() : Optional.of(whole.substring(end + 1));
    }

    /**
     * Returns the name under which a host is looked up: in ASCII, letters of other scripts encoded (RFC 5890). Literals
     * and names in ASCII are returned as they are.
     *
     * @throws IllegalArgumentException if it can't be encoded
     */
    public static String ascii(String name) {
        if (Objects.requireNonNull(name, "name").chars().allMatch(c -> c < 0x80)) {
            return name;
        }
        // RFC 3490 section 3.1: full stops of other scripts.
        return Arrays.stream(name.replaceAll("[\u3002\uff0e\uff61]", ".").split("\\.", -1))
                .map(label -> label.isEmpty() ? label : encoded(label, name))
                .collect(Collectors.joining("."));
    }

    /** Returns a URL whose host is in ASCII, as {@link #ascii(String)} gives it. */
    public static URI ascii(URI url) {
        String authority = Objects.requireNonNull(url, "url").getRawAuthority();
        if (url.getHost() != null || authority == null || authority.chars().allMatch(c -> c < 0x80)) {
            return url;
        }
        int end = authority.matches(".*:\\d*") ? authority.lastIndexOf(':') : authority.length();
        String host = authority.substring(authority.lastIndexOf('@') + 1, end);
        // Behind the scheme and two slashes.
        String text = url.toString();
        int at = text.indexOf(host, text.indexOf("//") + 2);
        return URI.create(text.substring(0, at) + ascii(host) + text.substring(at + host.length()));
    }

    private static String encoded(String label, String name) {
        try {
            if (!DEVIATION.matcher(label).find()) {
                return IDN.toASCII(label, IDN.ALLOW_UNASSIGNED);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s is not a host name: it can't be encoded".formatted(quoted(name)));
        }
        return "xn--" + Punycode.encode(Normalizer.normalize(label.toLowerCase(Locale.ROOT), Normalizer.Form.NFKC));
    }

    /**
     * Checks what is to be probed, and returns it as it is.
     *
     * @param what it is, to begin the sentence with
     * @param text host name or address
     * @throws IllegalArgumentException with a sentence that says what is allowed
     */
    public static String checkHost(String what, String text) {
        Objects.requireNonNull(what, "what");
        checkText(what, text);
        Optional<InetAddress> literal = literal(text);
        if (literal.isPresent()) {
            checkUnicast(what, literal.get());
        } else {
            checkName(what, text);
        }
        return text;
    }

    private static void checkText(String what, String text) {
        Argument.require(!Objects.requireNonNull(text, what).isBlank(), what + " is empty");
        // No sentence is made before it is needed: lists have a million texts.
        if (text.chars().anyMatch(HostText::isSpaceOrControl)) {
            throw new IllegalArgumentException(
                    "%s %s has a space or control character in it".formatted(what, quoted(text)));
        }
    }

    private static boolean isSpaceOrControl(int c) {
        return Character.isISOControl(c)
                || Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.FORMAT && c != 0x200c && c != 0x200d;
    }

    private static void checkName(String what, String text) {
        Argument.require(
                text.indexOf(':') < 0,
                "%s %s is neither a host name nor an address, such as example.com, 192.0.2.7 or 2001:db8::7; a port or a URL"
                                .formatted(what, quoted(text))
                        + " does not belong there");
        String name = ascii(text).replaceFirst("(?<=.)\\.$", "");
        Argument.require(
                name.length() <= LONGEST_NAME,
                "%s %s is longer than %d characters".formatted(what, quoted(text), LONGEST_NAME));
        String[] labels = name.split("\\.", -1);
        Argument.require(
                !NUMBER.matcher(labels[labels.length - 1]).matches(),
                "%s %s is not a valid address: IPv4 addresses are four numbers from 0 to 255 without leading zeros, such as 192.0.2.7"
                        .formatted(what, quoted(text)));
        for (String label : labels) {
            Argument.require(
                    label.length() <= LONGEST_LABEL,
                    "%s %s is not a host name: a part between dots has at most %d characters"
                            .formatted(what, quoted(text), LONGEST_LABEL));
            Argument.require(
                    LABEL.matcher(label).matches(),
                    "%s %s is not a host name: it is made of letters, digits and hyphens between single dots"
                            .formatted(what, quoted(text)));
        }
    }

    /**
     * Checks that an address can be that of one host, and returns it.
     *
     * @throws IllegalArgumentException if it is multicast, unspecified or the broadcast address
     */
    public static InetAddress checkUnicast(String what, InetAddress address) {
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(address, what);
        String kind = address.isMulticastAddress()
                ? "a multicast address"
                : address.isAnyLocalAddress()
                        ? "the unspecified address"
                        : isBroadcast(address) ? "the broadcast address" : "";
        // No sentence is made before it is needed: blocks have a million addresses.
        if (!kind.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s %s is %s, and not the address of a host".formatted(what, CanonicalAddress.of(address), kind));
        }
        return address;
    }

    /** RFC 919 section 7. */
    private static boolean isBroadcast(InetAddress address) {
        return address instanceof Inet4Address && address.hashCode() == 0xffffffff;
    }

    /** Whether four numbers of at most three digits are an address. */
    static boolean isQuad(String text) {
        return Arrays.stream(text.split("\\.", -1))
                .allMatch(part -> Integer.parseInt(part) <= 255 && (part.length() == 1 || part.charAt(0) != '0'));
    }

    private static String withoutBrackets(String text) {
        return text.startsWith("[") && text.endsWith("]") && text.length() > 2
                ? text.substring(1, text.length() - 1)
                : text;
    }

    private static String withoutZone(String text) {
        int zone = text.indexOf('%');
        return zone > 0 && zone < text.length() - 1 && text.indexOf(':') >= 0 ? text.substring(0, zone) : text;
    }

    /** In quotes unless it is plain, and not too much of it. */
    private static String quoted(String text) {
        if (text.length() <= SHOWN && PLAIN.matcher(text).matches()) {
            return text;
        }
        return "\"" + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...") + "\"";
    }
}
