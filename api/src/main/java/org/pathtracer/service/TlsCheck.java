// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

import java.util.List;
import java.util.Objects;
import org.pathtracer.check.Argument;

/**
 * A check of what a TLS server presents: version, cipher, certificates. The handshake is finished even if the
 * certificates are not trusted; the result has whether this system trusts them. Nothing is sent over the connection.
 *
 * @param target the service
 * @param serverName the name to ask for and to expect in the certificate
 * @param protocols application protocols to offer (ALPN), in order of preference
 * @since 0.1.0
 */
public record TlsCheck(ServiceTarget target, String serverName, List<String> protocols)
        implements ServiceCheck<TlsResult> {
    /** Copies the list. */
    public TlsCheck {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(serverName, "serverName");
        Objects.requireNonNull(protocols, "protocols");
        protocols = List.copyOf(protocols);
        Argument.require(!serverName.isEmpty(), "the server name is empty");
        Argument.require(
                protocols.stream().allMatch(name -> !name.isEmpty() && name.length() <= 255),
                "an application protocol has 1 to 255 characters");
    }

    /** Returns a check with the host as the name, which offers HTTP/2 and HTTP/1.1. */
    public static TlsCheck of(String host, int port) {
        return new TlsCheck(ServiceTarget.of(host, port), host, List.of("h2", "http/1.1"));
    }
}
