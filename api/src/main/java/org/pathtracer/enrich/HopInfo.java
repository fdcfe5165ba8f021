// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.enrich;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pathtracer.annotation.NotForImplementation;

/**
 * What is known of a hop beside its probes.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface HopInfo {
    /** Returns what is known of each address that answered. */
    Map<InetAddress, AddressInfo> responders();

    /** Returns the part of the path it is in, silent ones too; empty if that was not asked for. */
    Optional<Segment> segment();

    /** Returns its autonomous systems; those of a silent hop are its neighbours', if they agree. */
    List<Long> asns();

    /** Returns what is known of an address. */
    AddressInfo of(InetAddress address);
}
