// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Simulated networks, to test code that probes networks: deterministic, in virtual time, without privileges. */
@NullMarked
module org.pathtracer.testkit {
    requires transitive org.pathtracer;
    requires static org.jspecify;
    requires org.tomlj;
    // Not transitive: modules without JUnit could not be compiled against this one.
    requires static org.junit.jupiter.api;

    exports org.pathtracer.testkit.contract;
    exports org.pathtracer.testkit.expectation;
    exports org.pathtracer.testkit;
    exports org.pathtracer.testkit.junit;
    exports org.pathtracer.testkit.topology;
}
