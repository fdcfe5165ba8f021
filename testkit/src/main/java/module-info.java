// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Simulated networks for tests. No content yet. */
@NullMarked
module org.pathtracer.testkit {
    requires org.pathtracer;
    requires static org.jspecify;
}
