// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pathtracer fleet}: asks a fleet, and issues its certificates. */
@Command(
        name = "fleet",
        description = "Measures from many places.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            CaCommand.class,
            ListCommand.class,
            MeasureCommand.Trace.class,
            MeasureCommand.Ping.class,
            MeasureCommand.Mtu.class,
            MeasureCommand.Multipath.class,
            MeasureCommand.Diagnose.class,
            MeshCommand.class,
            ScheduleCommand.class,
            FleetDemoCommand.class
        })
final class FleetCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a command is missing: list, trace, ping, mtu, multipath, diagnose, mesh, schedule, ca or demo");
    }
}
