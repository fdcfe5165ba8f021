// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.protocol;

import java.time.Duration;
import org.pathtracer.PathMtuRequest;
import org.pathtracer.fleet.wire.Operation;
import org.pathtracer.fleet.wire.PathMtu;

/** A search for a path's MTU as a message, and back. */
final class PathMtuOperation {
    private PathMtuOperation() {}

    static PathMtu of(PathMtuRequest from) {
        PathMtu.Builder mtu = PathMtu.newBuilder()
                .setMaxSize(from.maxSize())
                .setQueries(from.queries())
                .setTimeoutNanos(from.timeout().toNanos());
        // The default depends on the family. One that was chosen does not.
        int ipv4 = from.minSize(org.pathtracer.AddressFamily.IPV4);
        int ipv6 = from.minSize(org.pathtracer.AddressFamily.IPV6);
        if (ipv4 == ipv6) {
            mtu.setMinSize(ipv4);
        }
        return mtu.build();
    }

    static PathMtuRequest request(Operation operation, String target) {
        PathMtu mtu = operation.getPathMtu();
        PathMtuRequest.Builder builder = Operations.common(PathMtuRequest.to(target), operation)
                .maxSize(mtu.getMaxSize())
                .queries(mtu.getQueries())
                .timeout(Duration.ofNanos(mtu.getTimeoutNanos()));
        if (mtu.hasMinSize()) {
            builder.minSize(mtu.getMinSize());
        }
        return builder.build();
    }
}
