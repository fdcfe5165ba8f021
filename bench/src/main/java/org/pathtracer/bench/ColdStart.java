// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The command, from nothing to the end of a trace to this host. */
final class ColdStart implements Main.Comparison {
    private static final String TARGET = "127.0.0.1";
    private static final int PAIRS = 20;

    @Override
    public void run(Report report) throws Exception {
        Path launcher = Path.of("pathtracer").toAbsolutePath();
        if (!Files.isExecutable(launcher)) {
            report.told("cold start of the command", "not there yet", "", "");
            return;
        }
        Peer ours = new Peer("pathtracer", List.of(launcher.toString(), "trace", "-n", TARGET));
        Peer traceroute = new Peer("traceroute", List.of("traceroute", "-n", "-I", TARGET));
        // It builds what it needs on first use.
        ours.run();
        Samples times = new Samples();
        Samples peer = new Samples();
        for (int i = 0; i < PAIRS; i++) {
            times.time(ours::run);
            if (traceroute.installed()) {
                peer.time(traceroute::run);
            }
        }
        report.told(
                "cold start: the command traces 127.0.0.1",
                times.text(),
                peer.count() == 0 ? "" : "traceroute " + peer.text(),
                peer.count() == 0 ? "" : "%.1f times as long".formatted(times.median() / (double) peer.median()));
    }
}
