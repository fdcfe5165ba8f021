// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.dns;

import java.net.InetSocketAddress;
import java.net.URI;
import org.pathtracer.address.CanonicalAddress;

/** A server to ask. */
sealed interface Upstream {
    /** As answers and failures name it. */
    String label();

    /** A name server. */
    record Server(InetSocketAddress address) implements Upstream {
        @Override
        public String label() {
            return CanonicalAddress.of(address.getAddress()) + "#" + address.getPort();
        }
    }

    /** A server for DNS over HTTPS. */
    record Https(URI uri) implements Upstream {
        @Override
        public String label() {
            return uri.toString();
        }
    }
}
