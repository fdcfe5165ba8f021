// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.option;

import java.util.ArrayList;
import java.util.List;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.Target;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Many targets, from the command line and from files. */
public final class TargetList {
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

    public List<Target> all() {
        List<Target> all = new ArrayList<>();
        targets.forEach(target -> all.add(Target.of(target)));
        files.forEach(file -> all.addAll(TargetFile.read(file)));
        if (all.isEmpty()) {
            throw new InvalidRequestException("there is no target: name one, or give a list with --file");
        }
        return all;
    }
}
