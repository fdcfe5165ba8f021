// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.dns;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.PathTracer;
import org.pathtracer.cli.option.AddressConverter;
import org.pathtracer.cli.option.DurationConverter;
import org.pathtracer.cli.option.JsonOptions;
import org.pathtracer.cli.option.ServerConverter;
import org.pathtracer.cli.option.Version;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.dns.DnsAnswer;
import org.pathtracer.dns.DnsQuery;
import org.pathtracer.dns.DnsStatus;
import org.pathtracer.dns.RecordType;
import org.pathtracer.report.Reports;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pathtracer dns}: one question to name servers, and what they say. */
@Command(
        name = "dns",
        description = "Asks name servers for the records of a name.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true)
public final class DnsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "TYPE", description = "One of ${COMPLETION-CANDIDATES}.")
    private RecordType type = RecordType.A;

    @Parameters(index = "1", paramLabel = "NAME", description = "Domain name; for PTR an address too.")
    private String name = "";

    @Option(
            names = "--server",
            paramLabel = "ADDRESS[:PORT]",
            converter = ServerConverter.class,
            description = "Ask this server instead of the system's; give it again for more, the next one is asked where"
                    + " one fails.")
    private List<InetSocketAddress> servers = new ArrayList<>();

    @Option(names = "--doh", paramLabel = "URL", description = "Ask over HTTPS, such as https://dns.example/dns-query.")
    private @Nullable URI https;

    @Option(names = "--tcp", description = "Use TCP from the start.")
    private boolean tcp;

    @Option(names = "--no-edns", description = "Announce no room for datagrams beyond 512 bytes.")
    private boolean noEdns;

    @Option(
            names = {"-w", "--timeout"},
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Longest wait for the answer to one message (default: 2s).")
    private @Nullable Duration timeout;

    @Option(names = "--attempts", paramLabel = "N", description = "How often each server is asked (default: 2).")
    private @Nullable Integer attempts;

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Longest wait for all together (default: 8s).")
    private @Nullable Duration deadline;

    @ArgGroup
    private JsonOptions json = new JsonOptions();

    public DnsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        DnsQuery query = InvalidRequestException.checked(this::query);
        DnsAnswer answer;
        try (PathTracer tracer = PathTracer.create()) {
            answer = tracer.dns().query(query);
        }
        if (json.wanted()) {
            terminal.document(Reports.json(answer, json.report()));
        } else {
            terminal.lines(Reports.text(answer, terminal.report()));
        }
        boolean found =
                answer.status() == DnsStatus.NO_ERROR && !answer.answers().isEmpty();
        return found ? ExitStatus.DONE : ExitStatus.NOT_REACHED;
    }

    private DnsQuery query() {
        DnsQuery.Builder builder = type == RecordType.PTR && AddressConverter.isLiteral(name)
                ? DnsQuery.reverse(new AddressConverter().convert(name))
                : DnsQuery.of(type, name);
        builder.servers(servers).tcp(tcp);
        if (https != null) {
            builder.https(https);
        }
        if (noEdns) {
            builder.udpPayload(0);
        }
        if (timeout != null) {
            builder.timeout(timeout);
        }
        if (attempts != null) {
            builder.attempts(attempts);
        }
        if (deadline != null) {
            builder.deadline(deadline);
        }
        return builder.build();
    }
}
