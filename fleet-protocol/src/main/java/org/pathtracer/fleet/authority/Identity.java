// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.authority;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pathtracer.InvalidRequestException;

/**
 * What a certificate vouches for: a kind and a name, such as {@code agent/fra-1}. A certificate has it as a URI among
 * its alternative names, {@code fleet://agent/fra-1}.
 *
 * @param kind what its owner may be
 * @param name its owner's name: letters, digits, dots, dashes and underscores, 100 at most
 * @since 0.1.0
 */
public record Identity(Kind kind, String name) {
    /** What the owner of a certificate may be. */
    public enum Kind {
        /** Measures. */
        AGENT,
        /** Passes measurements on. */
        HUB,
        /** Asks for measurements. */
        CLIENT
    }

    private static final String SCHEME = "fleet://";
    private static final int URI_NAME = 6;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern TEXT = Pattern.compile("(agent|hub|client)/(.*)");

    /** Checks the name. */
    public Identity {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        if (!NAME.matcher(name).matches()) {
            throw new InvalidRequestException(
                    "the name \"%s\" has something else than letters, digits, dots, dashes and underscores, or more than 100 of them"
                            .formatted(name.length() > 100 ? name.substring(0, 100) + "..." : name));
        }
    }

    /**
     * Reads {@code agent/fra-1}.
     *
     * @throws InvalidRequestException if the text is something else
     */
    public static Identity parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new InvalidRequestException("\"%s\" is not agent/NAME, hub/NAME or client/NAME".formatted(text));
        }
        return new Identity(Kind.valueOf(parts.group(1).toUpperCase(Locale.ROOT)), parts.group(2));
    }

    /** Returns what a certificate vouches for; empty if it is not of a fleet. */
    public static Optional<Identity> of(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? Optional.empty()
                    : names.stream()
                            .filter(name -> name.get(0) instanceof Integer type && type == URI_NAME)
                            .map(name -> String.valueOf(name.get(1)))
                            .filter(uri -> uri.startsWith(SCHEME))
                            .map(uri -> parse(uri.substring(SCHEME.length())))
                            .findFirst();
        } catch (CertificateParsingException | InvalidRequestException e) {
            return Optional.empty();
        }
    }

    String uri() {
        return SCHEME + this;
    }

    /** Returns {@code agent/fra-1}. */
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + "/" + name;
    }
}
