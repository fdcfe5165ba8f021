// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.pathtracer.core.service.ServiceClient;
import org.pathtracer.service.ServiceCheck;
import org.pathtracer.service.ServiceResult;
import org.pathtracer.service.Services;

/** Checks of services for users. */
record TracerServices(ServiceClient client, Deliveries deliveries) implements Services {
    @Override
    public <R extends ServiceResult> R check(ServiceCheck<R> check) {
        Objects.requireNonNull(check, "check");
        return Deliveries.await(client.start(check), check.target().host());
    }

    @Override
    public <R extends ServiceResult> CompletableFuture<R> start(ServiceCheck<R> check) {
        Objects.requireNonNull(check, "check");
        return deliveries.of(client.start(check));
    }
}
