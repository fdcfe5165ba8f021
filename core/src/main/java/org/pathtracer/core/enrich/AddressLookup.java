// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.enrich;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.pathtracer.result.AddressInfoRecord;
import org.pathtracer.result.MissingRecord;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.enrich.EnrichmentReport.Item;
import org.pathtracer.enrich.EnrichmentReport.Missing;
import org.pathtracer.enrich.Location;
import org.pathtracer.enrich.NetworkLabel;
import org.pathtracer.enrich.Origin;
import org.pathtracer.enrich.Registration;

/** All that is being found out about one address; each part by itself. */
record AddressLookup(
        InetAddress address,
        CompletableFuture<Optional<String>> hostname,
        CompletableFuture<Optional<Origin>> origin,
        CompletableFuture<Optional<String>> asName,
        CompletableFuture<Optional<Location>> location,
        CompletableFuture<Optional<Registration>> registration,
        Optional<NetworkLabel> label) {
    private static final String TOO_LATE = "not known in time";

    /** Returns a look-up that asks for nothing. */
    static AddressLookup none(InetAddress address, Optional<NetworkLabel> label) {
        return new AddressLookup(address, nothing(), nothing(), nothing(), nothing(), nothing(), label);
    }

    static <V> CompletableFuture<Optional<V>> nothing() {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /** Completed, never exceptionally, once nothing more will become known. */
    CompletableFuture<Void> end() {
        return CompletableFuture.allOf(hostname, origin, asName, location, registration)
                .exceptionally(cause -> null);
    }

    /** Whether nothing more will become known. */
    boolean isDone() {
        return hostname.isDone() && origin.isDone() && asName.isDone() && location.isDone() && registration.isDone();
    }

    /** What is known now. */
    AddressInfo info() {
        return new AddressInfoRecord(
                now(hostname), now(origin).map(this::named), now(location), now(registration), label, Optional.empty());
    }

    private Origin named(Origin found) {
        Optional<String> name = found.asName().or(() -> now(asName));
        return new Origin(found.asns(), name, found.prefix(), found.country(), found.registry());
    }

    private static <V> Optional<V> now(CompletableFuture<Optional<V>> part) {
        return part.isDone() && !part.isCompletedExceptionally() ? part.join() : Optional.empty();
    }

    /** What is not known now, and was asked for. */
    List<Missing> missing() {
        List<Missing> missing = new ArrayList<>();
        report(missing, hostname, Item.HOSTNAME);
        report(missing, origin, Item.ORIGIN);
        report(missing, asName, Item.AS_NAME);
        report(missing, location, Item.LOCATION);
        report(missing, registration, Item.REGISTRATION);
        return missing;
    }

    private void report(List<Missing> missing, CompletableFuture<?> part, Item item) {
        if (!part.isDone()) {
            missing.add(new MissingRecord(address, item, TOO_LATE));
        } else if (part.isCompletedExceptionally()) {
            missing.add(new MissingRecord(address, item, reason(part)));
        }
    }

    private static String reason(CompletableFuture<?> failed) {
        return failed.handle((value, cause) -> {
                    Throwable known = cause instanceof CompletionException wrapped && wrapped.getCause() != null
                            ? wrapped.getCause()
                            : cause;
                    return String.valueOf(known.getMessage());
                })
                .join();
    }
}
