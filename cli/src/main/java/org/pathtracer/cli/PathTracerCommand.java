// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.io.File;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pathtracer.InternalFailureException;
import org.pathtracer.cli.bufferbloat.BufferbloatCommand;
import org.pathtracer.cli.completion.CompletionCommand;
import org.pathtracer.cli.config.ConfigFile;
import org.pathtracer.cli.config.ConfigOption;
import org.pathtracer.cli.config.Configuration;
import org.pathtracer.cli.diagnose.DiagnoseCommand;
import org.pathtracer.cli.dns.DnsCommand;
import org.pathtracer.cli.doctor.DoctorCommand;
import org.pathtracer.cli.exporter.ExporterCommand;
import org.pathtracer.cli.interfaces.InterfacesCommand;
import org.pathtracer.cli.monitor.MonitorCommand;
import org.pathtracer.cli.mtu.MtuCommand;
import org.pathtracer.cli.multipath.MultipathCommand;
import org.pathtracer.cli.option.Version;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.cli.ping.PingCommand;
import org.pathtracer.cli.publicip.PublicIpCommand;
import org.pathtracer.cli.serve.ServeCommand;
import org.pathtracer.cli.service.ProbeCommand;
import org.pathtracer.cli.simulate.DemoCommand;
import org.pathtracer.cli.simulate.SimulateCommand;
import org.pathtracer.cli.trace.TraceCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command itself: it knows its subcommands, and how every failure ends. */
@Command(
        name = "pathtracer",
        description = "Shows how packets get to a target, and where it goes wrong.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done (trace, ping, monitor: every target was reached)",
            "1:done, but a target was not reached or is unreachable (dns: there is no such record)",
            "2:wrong usage or invalid input",
            "3:not permitted or not supported here",
            "74:not all of the output could be written",
            "130:interrupted"
        })
final class PathTracerCommand implements Runnable {
    private static final String EXPORTER = "exporter";
    private static final Set<String> HELP = Set.of("-h", "--help", "-V", "--version");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Runs a command line to its end, and tells its exit status. */
    static int run(Terminal terminal, String... args) {
        int status;
        try {
            Optional<File> configuration = hasOwnConfiguration(args) ? Optional.empty() : ConfigFile.of(args);
            Optional<TraceCommand> plain =
                    configuration.isPresent() ? Optional.empty() : TraceCommand.plain(terminal, args);
            if (plain.isPresent()) {
                status = call(plain.get(), terminal);
            } else {
                status = configuration.isPresent() && isConfigurable(args)
                        ? configured(terminal, configuration.get(), args)
                        : commandLine(terminal, args).execute(args);
            }
        } catch (Error e) {
            // Such as a native library that doesn't load: also then a sentence is more use than a stack trace.
            status = failure(terminal, e);
        }
        if (terminal.lostOutput()) {
            terminal.complain("not all of the output could be written");
            return ExitStatus.NOT_WRITTEN;
        }
        return terminal.lostFile().get() ? ExitStatus.NOT_WRITTEN : status;
    }

    /**
     * Whether a configuration means something for a command line: there is help and there are typing errors without.
     */
    private static boolean isConfigurable(String... typed) {
        return typed.length > 0
                && subcommands().containsKey(typed[0])
                && Stream.of(typed).noneMatch(HELP::contains);
    }

    /** Whether the option that names a configuration is the command's own. */
    private static boolean hasOwnConfiguration(String... typed) {
        return typed.length > 0 && typed[0].equals(EXPORTER);
    }

    /** Names of the commands that take options from the common configuration. */
    private static Set<String> configured() {
        Set<String> names = new LinkedHashSet<>(subcommands().keySet());
        names.remove(EXPORTER);
        return names;
    }

    /** With the options and targets that a file has for it. */
    private static int configured(Terminal terminal, File file, String... typed) {
        Configuration configuration;
        try {
            configuration =
                    Configuration.read(file, configured(), name -> commandLine(terminal, name), UsageMessage::of);
        } catch (RuntimeException e) {
            return failure(terminal, e);
        }
        String[] all = configuration.apply(commandLine(terminal, typed), typed);
        int status = commandLine(terminal, typed)
                .setExecutionStrategy(parsed -> {
                    terminal.failures().choose(parsed);
                    configuration.apply(parsed);
                    return new CommandLine.RunLast().execute(parsed);
                })
                .execute(all);
        if (status == ExitStatus.INVALID) {
            configuration.origin().ifPresent(terminal::complain);
        }
        return status;
    }

    /** As picocli does. */
    private static int call(TraceCommand command, Terminal terminal) {
        try {
            return command.call();
        } catch (Exception e) {
            return failure(terminal, e);
        }
    }

    /** Has the one subcommand that is named first, since each takes its time to make, or all if none is. */
    static CommandLine commandLine(Terminal terminal, String... typed) {
        Map<String, Function<Terminal, Object>> subcommands = subcommands();
        if (typed.length > 0 && subcommands.containsKey(typed[0])) {
            subcommands.keySet().retainAll(List.of(typed[0]));
        }
        CommandLine all = new CommandLine(new PathTracerCommand());
        subcommands.forEach((name, command) -> all.addSubcommand(name, configurable(command.apply(terminal))));
        return all.setOut(new PrintWriter(terminal.out(), true, Charset.defaultCharset()))
                .setErr(new PrintWriter(terminal.err(), true, Charset.defaultCharset()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        terminal.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(parsed -> {
                    terminal.failures().choose(parsed);
                    return new CommandLine.RunLast().execute(parsed);
                })
                .setHelpFactory(Defaults::help)
                .setParameterExceptionHandler((e, args) -> usageError(terminal, e))
                .setExecutionExceptionHandler((e, line, parsed) -> failure(terminal, e));
    }

    /** With the option that names a configuration. */
    private static CommandLine configurable(Object command) {
        CommandLine line = command instanceof CommandLine made ? made : new CommandLine(command);
        if (!(command instanceof ExporterCommand)) {
            line.addMixin("configuration", new ConfigOption());
        }
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** In the order of help. A class is loaded only if it is used: not all are on the class path of all commands. */
    private static Map<String, Function<Terminal, Object>> subcommands() {
        Map<String, Function<Terminal, Object>> all = new LinkedHashMap<>();
        all.put("trace", terminal -> new TraceCommand(terminal));
        all.put("multipath", terminal -> new MultipathCommand(terminal));
        all.put("mtu", terminal -> new MtuCommand(terminal));
        all.put("diagnose", terminal -> new DiagnoseCommand(terminal));
        all.put("dns", terminal -> new DnsCommand(terminal));
        all.put("interfaces", terminal -> new InterfacesCommand(terminal));
        all.put("probe", ProbeCommand::of);
        all.put("public-ip", terminal -> new PublicIpCommand(terminal));
        all.put("ping", terminal -> new PingCommand(terminal));
        all.put("monitor", terminal -> new MonitorCommand(terminal));
        all.put("bufferbloat", terminal -> new BufferbloatCommand(terminal));
        all.put("serve", terminal -> new ServeCommand(terminal));
        all.put(EXPORTER, terminal -> new ExporterCommand(terminal));
        all.put("doctor", terminal -> new DoctorCommand(terminal));
        all.put("completion", terminal -> new CompletionCommand(terminal, () -> commandLine(terminal)));
        all.put("demo", terminal -> new DemoCommand(terminal));
        all.put("simulate", terminal -> new SimulateCommand(terminal));
        return all;
    }

    private static int usageError(Terminal terminal, ParameterException e) {
        CommandLine line = e.getCommandLine();
        String name = line.getCommandSpec().qualifiedName();
        terminal.complain(UsageMessage.of(e) + "\nTry '" + name + " --help'.");
        return ExitStatus.INVALID;
    }

    private static int failure(Terminal terminal, Throwable failure) {
        Throwable e = origin(failure);
        int status = ExitStatus.of(e);
        if (status == ExitStatus.INVALID) {
            terminal.complain(sentence(e, status));
        } else {
            terminal.fail(sentence(e, status));
        }
        return status;
    }

    /** A lack of memory is not a defect of this program, wherever it showed. */
    private static Throwable origin(Throwable failure) {
        Throwable cause = failure.getCause();
        if (failure instanceof CompletionException && cause != null) {
            return origin(cause);
        }
        return failure instanceof InternalFailureException && cause instanceof OutOfMemoryError ? cause : failure;
    }

    private static String sentence(Throwable e, int status) {
        if (e instanceof OutOfMemoryError) {
            return "the Java heap of %d MB is too small for this: ask for fewer targets, or keep fewer replies"
                    .formatted(Runtime.getRuntime().maxMemory() >> 20);
        }
        return status == ExitStatus.DEFECT
                ? "this is a defect of pathtracer itself, please report it: " + e
                : String.valueOf(e.getMessage());
    }
}
