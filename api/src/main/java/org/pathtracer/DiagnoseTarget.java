// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pathtracer.address.HostText;

/**
 * What a diagnosis is about.
 *
 * @param text as it was given
 * @param target the host
 * @param port of the service, if one is named
 * @param url if it is one
 */
record DiagnoseTarget(String text, Target target, OptionalInt port, Optional<URI> url) {
    private static final int LONGEST = 8000;
    private static final int HIGHEST_PORT = 65_535;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    /** A name or IPv4 address with a port, or an IPv6 address in brackets with or without one. */
    private static final Pattern WITH_PORT = Pattern.compile("(?:\\[([^\\]]+)\\]|([^:\\[\\]]+))(?::([^:]*))?");

    static DiagnoseTarget parse(String text) {
        Objects.requireNonNull(text, "target");
        Check.require(text.length() <= LONGEST, "the target is longer than 8000 characters");
        return text.contains("://") ? ofUrl(text) : ofHost(text);
    }

    private static DiagnoseTarget ofHost(String text) {
        // Not repeated here: it would be printed.
        Check.require(
                text.indexOf('@') < 0,
                "the target has a user or password before an @, which reports would show: give the host alone");
        Check.require(
                !text.startsWith("[") || WITH_PORT.matcher(text).matches(),
                "an IPv6 address with a port must be written as [2001:db8::7]:443");
        Matcher matcher = WITH_PORT.matcher(text);
        if (!matcher.matches() || matcher.group(1) == null && matcher.group(3) == null) {
            return new DiagnoseTarget(text, TargetText.host("target", text), OptionalInt.empty(), Optional.empty());
        }
        String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        Target target = TargetText.host("target", host);
        return new DiagnoseTarget(text, target, port(matcher.group(3)), Optional.empty());
    }

    private static OptionalInt port(String digits) {
        if (digits == null) {
            return OptionalInt.empty();
        }
        Check.require(
                digits.matches("[0-9]{1,5}"), "\"%s\" is not a port: use a number of 1 to 65535".formatted(digits));
        return OptionalInt.of(Check.range("port", Integer.parseInt(digits), 1, HIGHEST_PORT));
    }

    private static DiagnoseTarget ofUrl(String text) {
        URI url = uri(text);
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        Check.require(
                scheme.equals("http") || scheme.equals("https"),
                "the scheme of a URL must be http or https; for another service give its host and port, such as"
                        + " example.com:22");
        // Not repeated here: it would be printed.
        Check.require(
                url.getRawUserInfo() == null
                        && !String.valueOf(url.getRawAuthority()).contains("@"),
                "the URL has a user or password, which reports would show: leave it out");
        Check.require(
                url.getHost() != null,
                "the URL has no host, or one with letters that URLs do not permit, such as an underscore");
        String host = url.getHost().replaceAll("[\\[\\]]", "");
        int port = url.getPort() >= 0
                ? Check.range("port", url.getPort(), 1, HIGHEST_PORT)
                : scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
        return new DiagnoseTarget(text, TargetText.host("host", host), OptionalInt.of(port), Optional.of(url));
    }

    private static URI uri(String text) {
        try {
            return HostText.ascii(new URI(text));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new InvalidRequestException("the target is not a valid URL: check its spaces, brackets and quotes");
        }
    }
}
