// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.fleet.FleetException;
import org.pathtracer.fleet.store.StoreException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the commands of a fleet start, and how every failure ends. */
@Command(
        name = "pathtracer",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AgentCommand.class, HubCommand.class, FleetCommand.class})
public final class FleetMain implements Runnable {
    static final int SOME_FAILED = 1;
    private static final int INVALID = 2;
    private static final int NOT_POSSIBLE = 3;
    private static final int DEFECT = 70;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Runs a command and ends the JVM with its exit status. */
    public static void main(String[] args) {
        // Its level counts for all loggers without one; Pekko's and gRPC's information is for their developers.
        Logger.getLogger("").setLevel(Level.WARNING);
        Logger.getLogger("org.pathtracer").setLevel(Level.INFO);
        System.exit(run(
                new PrintWriter(System.out, true, Charset.defaultCharset()),
                new PrintWriter(System.err, true, Charset.defaultCharset()),
                args));
    }

    static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new FleetMain())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, typed) -> {
                    err.println("pathtracer: " + e.getMessage());
                    err.println("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
                    return INVALID;
                })
                .setExecutionExceptionHandler((e, line, parsed) -> failure(err, e))
                .execute(args);
    }

    private static int failure(PrintWriter err, Exception thrown) {
        Exception e =
                thrown instanceof ExecutionException && thrown.getCause() instanceof Exception cause ? cause : thrown;
        boolean known = e instanceof InvalidRequestException
                || e instanceof FleetException
                || e instanceof StoreException
                || e instanceof java.io.IOException;
        err.println("pathtracer: "
                + (known ? e.getMessage() : "this is a defect of pathtracer itself, please report it: " + e));
        if (e instanceof FleetException fleet) {
            return fleet.reason() == FleetException.Reason.UNREACHABLE ? NOT_POSSIBLE : INVALID;
        }
        return known ? INVALID : DEFECT;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
