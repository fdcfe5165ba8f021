// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.pathtracer.core.publicaddress.PublicAddressClient;
import org.pathtracer.publicaddress.PublicAddressRequest;
import org.pathtracer.publicaddress.PublicAddressResult;
import org.pathtracer.publicaddress.PublicAddresses;

/** Public addresses for users. */
record TracerPublicAddresses(PublicAddressClient client, Deliveries deliveries) implements PublicAddresses {
    @Override
    public PublicAddressResult find(PublicAddressRequest request) {
        Objects.requireNonNull(request, "request");
        return Deliveries.await(client.start(request), "its public address");
    }

    @Override
    public CompletableFuture<PublicAddressResult> start(PublicAddressRequest request) {
        Objects.requireNonNull(request, "request");
        return deliveries.of(client.start(request));
    }
}
