// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

/**
 * A source of probe transports. Transports are written against {@code org.pathtracer.spi.ProbeTransportProvider}, which
 * extends this interface; nothing else does.
 *
 * @since 0.1.0
 */
public interface TransportProvider {
    /**
     * Returns the short name in lower case, as users write it, for example {@code dgram}. Providers of different
     * systems may share one.
     */
    String name();
}
