// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/**
 * Simulated networks, to test code that probes networks: deterministic, in virtual time, without privileges. And
 * results made by hand, to test code that reads results.
 */
@NullMarked
module org.pathtracer.testkit {
    requires transitive org.pathtracer.api;
    requires org.pathtracer.result;
    requires static org.jspecify;
    requires org.tomlj;
    // Not transitive: modules without JUnit could not be compiled against this one.
    requires static org.junit.jupiter.api;

    exports org.pathtracer.testkit.contract;
    exports org.pathtracer.testkit.expectation;
    exports org.pathtracer.testkit.result;
    exports org.pathtracer.testkit;
    exports org.pathtracer.testkit.junit;
    exports org.pathtracer.testkit.topology;
}
