// SPDX-License-Identifier: Apache-2.0
/** Networks of Linux namespaces for integration tests. */
@org.jspecify.annotations.NullMarked
module org.pathtracer.lab {
    requires org.jnrproject.ffi;
    requires static transitive org.jspecify;
    requires transitive org.junit.jupiter.api;
    requires org.junit.platform.commons;
    requires org.opentest4j;

    exports org.pathtracer.lab;
}
