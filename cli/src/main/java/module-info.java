// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** The pathtracer command. A program, not a library: nothing is exported. */
@NullMarked
module org.pathtracer.cli {
    requires static org.jspecify;
    requires org.pathtracer;
    requires org.pathtracer.server;
    requires org.pathtracer.testkit;
    requires org.pathtracer.testkit.tun;
    requires info.picocli;
    requires java.logging;
    requires com.fasterxml.jackson.core;

    opens org.pathtracer.cli to
            info.picocli;
}
