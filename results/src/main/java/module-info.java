// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** The records behind the results of the API: made by the engine, by readers of documents and by tests. */
@NullMarked
@SuppressWarnings("module") // those that see this module are compiled after it
module org.pathtracer.result {
    requires transitive org.pathtracer.api;
    requires static org.jspecify;

    exports org.pathtracer.result to
            org.pathtracer.core,
            org.pathtracer.report,
            org.pathtracer.testkit;
}
