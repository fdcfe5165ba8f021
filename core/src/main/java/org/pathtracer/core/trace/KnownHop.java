// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.trace;

import java.net.InetAddress;
import java.util.Optional;
import org.pathtracer.Hop;
import org.pathtracer.result.HopRecord;
import org.pathtracer.trace.InferredHop;

/** A hop that is not asked, since other traces know it. */
record KnownHop(int ttl, InferredHop router) implements PathHop {
    @Override
    public Optional<InetAddress> address() {
        return Optional.of(router.address());
    }

    @Override
    public boolean answered() {
        return true;
    }

    @Override
    public boolean reached(InetAddress destination) {
        return false;
    }

    @Override
    public boolean unreachable() {
        return false;
    }

    @Override
    public Hop hop() {
        return HopRecord.inferred(ttl, router);
    }
}
