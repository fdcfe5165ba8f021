// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.pathtracer.fleet.Fleet;
import org.pathtracer.fleet.VantagePoint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pathtracer fleet list}: which vantage points there are. */
@Command(name = "list", description = "Lists the vantage points.", mixinStandardHelpOptions = true, sortOptions = false)
final class ListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private FleetAccess access = new FleetAccess();

    @Override
    public Integer call() {
        try (Fleet fleet = access.connect()) {
            List<VantagePoint> all = fleet.vantagePoints(access.from());
            PrintWriter out = spec.commandLine().getOut();
            all.forEach(one -> out.printf(
                    "%-20s  %-12s  %s  %s%n",
                    one.name(),
                    one.hub(),
                    one.labels().entrySet().stream().map(Object::toString).collect(Collectors.joining(",")),
                    String.join(" ", one.capabilities())));
            out.flush();
            return all.isEmpty() ? FleetMain.SOME_FAILED : 0;
        }
    }
}
