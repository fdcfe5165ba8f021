// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.option;

import org.jspecify.annotations.Nullable;
import org.pathtracer.Protocol;
import picocli.CommandLine.Option;

/** What probes are made of. At most one of the options is given. */
public final class ProtocolOptions {
    @Option(
            names = {"-I", "--icmp"},
            description = "Probe with ICMP echo requests (the default).")
    private boolean icmp;

    @Option(
            names = {"-U", "--udp"},
            description = "Probe with UDP datagrams.")
    private boolean udp;

    @Option(
            names = {"-T", "--tcp"},
            description = "Probe with TCP connection attempts.")
    private boolean tcp;

    /** Takes a protocol's flag; false if it is none, or one is given already. */
    public boolean flag(String name) {
        if (chosen() != null) {
            return false;
        }
        switch (name) {
            case "-I", "--icmp" -> icmp = true;
            case "-U", "--udp" -> udp = true;
            case "-T", "--tcp" -> tcp = true;
            default -> {
                return false;
            }
        }
        return true;
    }

    public @Nullable Protocol chosen() {
        return icmp ? Protocol.ICMP : udp ? Protocol.UDP : tcp ? Protocol.TCP : null;
    }
}
