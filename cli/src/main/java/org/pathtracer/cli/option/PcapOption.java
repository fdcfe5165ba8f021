// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.pathtracer.PacketCapture;
import org.pathtracer.PathTracer;
import org.pathtracer.cli.output.FileOnDemand;
import org.pathtracer.cli.output.OutputFile;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.cli.run.Beside;
import picocli.CommandLine.Option;

/** The packets of an operation, in a file beside what the command prints. */
public final class PcapOption {
    @Option(
            names = "--pcap",
            paramLabel = "FILE",
            description =
                    "Write the probes and the answers, as they pass the kernel, to this file too, for Wireshark and"
                            + " tshark (pcapng). Linux only, with CAP_NET_RAW.")
    private @Nullable Path file;

    /** Whether packets are wanted. */
    public boolean given() {
        return file != null;
    }

    /** Refuses a file that can't be written, before anything is sent. */
    public void check() {
        OutputFile.requireWritable("--pcap", file);
    }

    /** The capture, if it is wanted. */
    public Beside capture(Terminal terminal) {
        Path to = file;
        return to == null ? Beside.NOTHING : tracer -> begin(tracer, to, terminal);
    }

    private static Beside.Running begin(PathTracer tracer, Path file, Terminal terminal) {
        PacketCapture capture = tracer.capture(new FileOnDemand(file));
        return () -> end(capture, file, terminal);
    }

    private static void end(PacketCapture capture, Path file, Terminal terminal) {
        try {
            capture.close();
        } catch (IOException e) {
            terminal.lost("the packets", file, e);
            return;
        }
        if (capture.missed() > 0) {
            terminal.complain(capture.missed() + " packets came too fast and are missing in " + file);
        }
    }
}
