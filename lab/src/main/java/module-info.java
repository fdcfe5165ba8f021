// SPDX-License-Identifier: Apache-2.0
/** Networks of Linux namespaces for integration tests. */
@org.jspecify.annotations.NullMarked
module org.pathtracer.lab {
    requires org.jnrproject.ffi;
    // For the contract of transports only, whose users have it.
    requires static transitive org.pathtracer.testkit;
    requires static transitive org.jspecify;
    requires transitive org.junit.jupiter.api;
    requires org.junit.platform.commons;
    requires org.opentest4j;

    exports org.pathtracer.lab;
}
