// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.cli;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.fleet.store.FleetStore;
import org.pathtracer.fleet.store.StoreOptions;
import picocli.CommandLine.Option;

/** Where a hub keeps outcomes, and for how long. */
final class StoreAccess {
    private static final int MEBI = 20;

    @Option(
            names = "--store",
            paramLabel = "URL",
            description = "Keeps outcomes in jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE. Default: nowhere.")
    private @Nullable String url;

    @Option(
            names = "--keep-outcomes",
            paramLabel = "DAYS",
            description = "How long single outcomes are kept. Default: 7.")
    private @Nullable Integer outcomes;

    @Option(
            names = "--keep-windows",
            paramLabel = "DAYS",
            description = "How long sums of five minutes are kept. Default: 400.")
    private @Nullable Integer windows;

    @Option(
            names = "--store-size",
            paramLabel = "MIB",
            description = "The largest file; the oldest is forgotten sooner. SQLite only. Default: no limit.")
    private @Nullable Integer size;

    /** A store that may not be there. */
    record Opened(Optional<FleetStore> store) implements AutoCloseable {
        @Override
        public void close() {
            store.ifPresent(FleetStore::close);
        }
    }

    Opened open() {
        if (url == null) {
            if (outcomes != null || windows != null || size != null) {
                throw new InvalidRequestException("there is nothing to keep without --store");
            }
            return new Opened(Optional.empty());
        }
        StoreOptions.Builder options = StoreOptions.builder(url);
        if (outcomes != null) {
            options.keepOutcomes(Duration.ofDays(outcomes));
        }
        if (windows != null) {
            options.keepWindows(Duration.ofDays(windows));
        }
        if (size != null) {
            options.size((long) size << MEBI);
        }
        return new Opened(Optional.of(FleetStore.open(options.build())));
    }
}
