// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How the figures are served: in clear text to all, or by TLS, or to users with passwords.
 *
 * @param users their passwords as bcrypt hashes
 */
public record WebConfig(Optional<Tls> tls, Map<String, String> users) {
    /** In clear text, to all. */
    public static final WebConfig OPEN = new WebConfig(Optional.empty(), Map.of());

    /**
     * A certificate.
     *
     * @param clients certificates of authorities, one of which must have signed a client's; not asked for if empty
     * @param oldest protocol that is accepted, such as {@code TLSv1.2}
     */
    public record Tls(Path certificate, Path key, Optional<Path> clients, String oldest) {}
}
