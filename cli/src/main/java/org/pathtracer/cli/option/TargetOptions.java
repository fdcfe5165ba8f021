// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.option;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.RequestBuilder;
import org.pathtracer.Target;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Many targets, and from where they are probed: {@code -i} is the interval there. */
public final class TargetOptions {
    @Parameters(
            paramLabel = "TARGET",
            arity = "0..*",
            description = "Host names, IPv4 or IPv6 addresses, or blocks such as 192.0.2.0/29: each host in them.")
    private List<String> targets = List.of();

    @Option(
            names = "--file",
            paramLabel = "LIST",
            description = "Targets from a file, one on each line, # begins a comment; - for standard input.")
    private List<String> files = List.of();

    @Option(names = "--interface", paramLabel = "NAME", description = "Send from this network interface.")
    private @Nullable String networkInterface;

    public List<Target> all() {
        List<Target> all = new ArrayList<>();
        targets.forEach(target -> all.add(Target.of(target)));
        files.forEach(file -> all.addAll(TargetFile.read(file)));
        if (all.isEmpty()) {
            throw new InvalidRequestException("there is no target: name one, or give a list with --file");
        }
        return all;
    }

    public void applyTo(RequestBuilder<?> builder) {
        SharedOptions.set(networkInterface, builder::networkInterface);
    }
}
