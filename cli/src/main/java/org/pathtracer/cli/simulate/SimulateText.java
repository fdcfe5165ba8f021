// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.simulate;

import java.io.PrintStream;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;
import org.pathtracer.cli.output.Progress;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.Milliseconds;
import org.pathtracer.report.format.Palette;
import org.pathtracer.report.format.Printable;
import org.pathtracer.testkit.Scenario;
import org.pathtracer.testkit.topology.Node;
import org.pathtracer.testkit.tun.TunCounts;
import org.pathtracer.testkit.tun.TunNetwork;

/** Tells people what is simulated, how to reach it, and what goes through it. */
public final class SimulateText {
    private final PrintStream out;
    private final Palette palette;
    private final Progress progress;
    private final boolean alone;

    /**
     * Begins.
     *
     * @param aside whether stdout and the terminal's last line are for another program
     */
    public SimulateText(Terminal terminal, boolean aside) {
        out = aside ? terminal.err() : terminal.out();
        palette = new Palette(terminal.colours() && !aside);
        progress = new Progress(terminal);
        alone = !aside;
    }

    public void begin(Scenario scenario, TunNetwork network, long seed) {
        out.printf("%s: %s%n", palette.strong(Printable.line(scenario.name())), Printable.line(scenario.description()));
        out.printf(
                "device %s, MTU %d, seed %d; there this host is %s%n",
                network.device(), network.mtu(), seed, addresses(network.sources()));
        for (Node node : network.topology().nodes()) {
            if (node.role() == Node.Role.DESTINATION) {
                out.printf("    %-16s %s%n", Printable.line(node.name()), addresses(node.addresses()));
            }
        }
        if (alone) {
            suggest(network);
        }
        out.flush();
    }

    private void suggest(TunNetwork network) {
        network.topology().nodes().stream()
                .filter(node -> node.role() == Node.Role.DESTINATION)
                .findFirst()
                .ifPresent(node -> {
                    String target = AddressText.of(node.addresses().get(0));
                    String prefix = OwnNamespace.prefix();
                    out.printf("in another terminal, until Ctrl-C ends it here:%n");
                    for (String command : List.of("./pathtracer trace ", "ping ", "traceroute ", "mtr ")) {
                        out.printf("    %s%s%s%n", prefix, command, target);
                    }
                });
    }

    private static String addresses(List<InetAddress> addresses) {
        return addresses.stream().map(AddressText::of).collect(Collectors.joining(", "));
    }

    /** Several times a second. */
    public void tick(TunCounts counts) {
        if (alone) {
            progress.show(passed(counts));
        }
    }

    private static String passed(TunCounts counts) {
        return "%d packets in, %d out, %d lost by the network"
                .formatted(counts.received(), counts.delivered(), counts.lost() + counts.overflowed());
    }

    public void end(TunCounts counts) {
        progress.erase();
        out.printf("%s; the latest came %s ms too late%n", passed(counts), Milliseconds.fixed(counts.latest()));
        if (counts.refused() > 0) {
            out.printf("%d packets were not taken by the kernel: the device was down%n", counts.refused());
        }
        out.flush();
    }
}
