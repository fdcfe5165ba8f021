// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.publicaddress;

import java.net.URI;
import java.util.Objects;
import org.pathtracer.address.HostText;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.check.Argument;

/**
 * A server that reports this host's public address. It learns this address and nothing else.
 *
 * @since 0.1.0
 */
@NotForImplementation
public sealed interface PublicAddressSource {
    /**
     * A STUN server (RFC 8489), over UDP.
     *
     * @param host its name or address
     * @param port its port, 3478 as a rule
     */
    record Stun(String host, int port) implements PublicAddressSource {
        /** Throws {@link IllegalArgumentException} if the port is invalid. */
        public Stun {
            Objects.requireNonNull(host, "host");
            HostText.checkHost("STUN server", host);
            Argument.range("port", port, 1, 65_535);
        }

        @Override
        public String toString() {
            return "stun:" + host + ":" + port;
        }
    }

    /**
     * A web server that answers with the address as plain text.
     *
     * @param uri {@code https} only
     */
    record Https(URI uri) implements PublicAddressSource {
        /** Throws {@link IllegalArgumentException} if the URI is invalid. */
        public Https {
            Objects.requireNonNull(uri, "uri");
            Argument.require(
                    "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null,
                    uri + " is not a URI that begins with https://");
        }

        @Override
        public String toString() {
            return uri.toString();
        }
    }

    /**
     * A name server that answers with the address of the asking host. It is asked directly, because through the
     * system's name servers it would report theirs.
     *
     * @param host the server's name or address
     * @param port its port, 53 as a rule
     * @param name what to ask for; its A or AAAA record, or with {@code text} its TXT record
     * @param text whether the answer is in a TXT record
     */
    record NameServer(String host, int port, String name, boolean text) implements PublicAddressSource {
        /** Throws {@link IllegalArgumentException} if the port is invalid. */
        public NameServer {
            Objects.requireNonNull(host, "host");
            Objects.requireNonNull(name, "name");
            HostText.checkHost("name server", host);
            Argument.range("port", port, 1, 65_535);
            Argument.require(!name.isBlank(), "the name is empty");
        }

        @Override
        public String toString() {
            return "dns:" + host + ":" + port + "/" + name + (text ? "/TXT" : "");
        }
    }
}
