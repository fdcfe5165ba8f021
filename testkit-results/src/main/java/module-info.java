// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Results made by hand, to test code that reads results without a network. */
@NullMarked
module org.pathtracer.testkit.result {
    requires transitive org.pathtracer;
    requires org.pathtracer.core;
    requires static org.jspecify;

    exports org.pathtracer.testkit.result;
}
