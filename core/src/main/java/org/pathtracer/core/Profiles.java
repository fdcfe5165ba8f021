// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.net.InetAddress;
import java.util.EnumMap;
import java.util.Map;
import org.pathtracer.AddressFamily;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.ProbeOptions;
import org.pathtracer.spi.ProbeProfile;

/** Probe profiles for many destinations: what a request says of this host is checked once for each family. */
final class Profiles {
    private final ProbeOptions options;
    private final Map<AddressFamily, ProbeProfile> known = new EnumMap<>(AddressFamily.class);
    private final Map<AddressFamily, InvalidRequestException> refused = new EnumMap<>(AddressFamily.class);

    Profiles(ProbeOptions options) {
        this.options = options;
    }

    /**
     * Checks a destination.
     *
     * @throws InvalidRequestException if it can't be probed
     */
    void check(InetAddress destination) {
        LocalEndpoint.checkDestination(destination);
        ofItsFamily(destination);
    }

    /** Of a destination that was checked. */
    ProbeProfile to(InetAddress destination) {
        return ofItsFamily(destination).to(destination);
    }

    private ProbeProfile ofItsFamily(InetAddress destination) {
        AddressFamily family = AddressFamily.of(destination);
        ProbeProfile profile = known.get(family);
        if (profile != null) {
            return profile;
        }
        InvalidRequestException refusal = refused.get(family);
        if (refusal != null) {
            throw refusal;
        }
        try {
            ProbeProfile first = LocalEndpoint.profile(options, destination);
            known.put(family, first);
            return first;
        } catch (InvalidRequestException e) {
            refused.put(family, e);
            throw e;
        }
    }
}
