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
 * <pre>{@code
 * HttpCheck.to(URI.create("https://example.com/")).method("HEAD").build()
 * }</pre>
 *
 * @since 0.1.0
 */
public final class HttpCheck implements ServiceCheck<HttpResult> {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int LONGEST = 8000;

    private final ServiceTarget target;
    private final URI uri;
    private final String method;

    private HttpCheck(Builder builder) {
        target = builder.target;
        uri = builder.uri;
        method = builder.method;
    }

    /**
     * Starts a check.
     *
     * @param uri what to get, {@code http} or {@code https}, without user information
     * @throws IllegalArgumentException if it is something else
     */
    public static Builder to(URI uri) {
        Objects.requireNonNull(uri, "uri");
        return new Builder(checked(HostText.ascii(uri)));
    }

    private static URI checked(URI uri) {
        Argument.require(isHttp(uri), uri + " is not a URI that begins with http:// or https:// and has a host");
        Argument.require(uri.getRawUserInfo() == null, "user information in a URI is not used: leave it out");
        Argument.require(uri.toASCIIString().length() <= LONGEST, "the URI is longer than 8000 characters");
        return uri;
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

    @Override
    public ServiceTarget target() {
        return target;
    }

    /** Returns what to get. */
    public URI uri() {
        return uri;
    }

    /** Returns {@code GET} or {@code HEAD}. */
    public String method() {
        return method;
    }

    /** Returns whether the request goes over TLS. */
    public boolean secure() {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    @Override
    public String toString() {
        return "HttpCheck[" + target.host() + ", port " + target.port() + "]";
    }

    /** Collects and checks the options. */
    public static final class Builder extends ServiceCheckBuilder<Builder> {
        private URI uri;
        private String method = "GET";

        private Builder(URI uri) {
            super(HttpCheck.host(uri), HttpCheck.port(uri));
            this.uri = uri;
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets the method. Default: {@code GET}.
         *
         * @param name {@code GET} or {@code HEAD}
         */
        public Builder method(String name) {
            Argument.require(
                    Objects.requireNonNull(name, "method").equals("GET") || name.equals("HEAD"),
                    "method is " + name + ", but must be GET or HEAD");
            method = name;
            return this;
        }

        /** Returns the check. */
        public HttpCheck build() {
            return new HttpCheck(this);
        }
    }
}
