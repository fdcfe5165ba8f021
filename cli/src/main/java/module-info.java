// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** The pathtracer command. A program, not a library: nothing is exported. */
@NullMarked
module org.pathtracer.cli {
    requires static org.jspecify;
    requires org.pathtracer.api;
    requires org.pathtracer.core;
    requires org.pathtracer.exporter;
    requires org.pathtracer.report;
    requires org.pathtracer.server;
    requires org.pathtracer.testkit;
    requires org.pathtracer.testkit.tun;
    requires info.picocli;
    requires org.jline.terminal;
    requires org.objectweb.asm;
    requires org.slf4j;
    requires org.tomlj;
    requires java.logging;

    provides org.slf4j.spi.SLF4JServiceProvider with
            org.pathtracer.cli.logging.LoggingProvider;

    opens org.pathtracer.cli to
            info.picocli;
    opens org.pathtracer.cli.bufferbloat to
            info.picocli;
    opens org.pathtracer.cli.completion to
            info.picocli;
    opens org.pathtracer.cli.config to
            info.picocli;
    opens org.pathtracer.cli.diagnose to
            info.picocli;
    opens org.pathtracer.cli.dns to
            info.picocli;
    opens org.pathtracer.cli.doctor to
            info.picocli;
    opens org.pathtracer.cli.exporter to
            info.picocli;
    opens org.pathtracer.cli.interfaces to
            info.picocli;
    opens org.pathtracer.cli.monitor to
            info.picocli;
    opens org.pathtracer.cli.mtu to
            info.picocli;
    opens org.pathtracer.cli.multipath to
            info.picocli;
    opens org.pathtracer.cli.option to
            info.picocli;
    opens org.pathtracer.cli.ping to
            info.picocli;
    opens org.pathtracer.cli.publicip to
            info.picocli;
    opens org.pathtracer.cli.serve to
            info.picocli;
    opens org.pathtracer.cli.service to
            info.picocli;
    opens org.pathtracer.cli.simulate to
            info.picocli;
    opens org.pathtracer.cli.trace to
            info.picocli;
}
