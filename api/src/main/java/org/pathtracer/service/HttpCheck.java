// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.address.HostText;
import org.pathtracer.check.Argument;

/**
 * A check by one HTTP/1.1 request, timed phase by phase. Redirects are not followed. Untrusted certificates are
 * accepted and reported, as by {@link TlsCheck}.
 *
 * @param target where; the port is that of the URI
 * @param uri what to get, {@code http} or {@code https}, without user information
 * @param method {@code GET} or {@code HEAD}
 * @since 0.1.0
 */
public record HttpCheck(ServiceTarget target, URI uri, String method) implements ServiceCheck<HttpResult> {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int LONGEST = 8000;

    /** Throws {@link IllegalArgumentException} if the URI or the method can't be used. */
    public HttpCheck {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(uri, "uri");
        Objects.requireNonNull(method, "method");
        uri = HostText.ascii(uri);
        Argument.require(isHttp(uri), uri + " is not a URI that begins with http:// or https:// and has a host");
        Argument.require(uri.getRawUserInfo() == null, "user information in a URI is not used: leave it out");
        Argument.require(uri.toASCIIString().length() <= LONGEST, "the URI is longer than 8000 characters");
        Argument.require(
                method.equals("GET") || method.equals("HEAD"), "method is " + method + ", but must be GET or HEAD");
    }

    /** Returns a GET request with all defaults. */
    public static HttpCheck of(URI given) {
        URI uri = HostText.ascii(given);
        Argument.require(isHttp(uri), uri + " is not a URI that begins with http:// or https:// and has a host");
        return new HttpCheck(ServiceTarget.of(host(uri), port(uri)), uri, "GET");
    }

    private static boolean isHttp(URI uri) {
        String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        return (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null;
    }

    /** Without the brackets of an IPv6 address. */
    private static String host(URI uri) {
        return uri.getHost().replaceAll("[\\[\\]]", "");
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return uri.getScheme().equalsIgnoreCase("https") ? HTTPS_PORT : HTTP_PORT;
    }

    /** Returns whether the request goes over TLS. */
    public boolean secure() {
        return "https".equalsIgnoreCase(uri.getScheme());
    }
}
