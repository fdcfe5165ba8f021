// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.service;

import static org.pathtracer.cli.option.SharedOptions.set;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.pathtracer.cli.option.Version;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.dns.RecordType;
import org.pathtracer.service.DnsCheck;
import org.pathtracer.service.HttpCheck;
import org.pathtracer.service.QuicCheck;
import org.pathtracer.service.ServiceCheck;
import org.pathtracer.service.TcpCheck;
import org.pathtracer.service.TlsCheck;
import org.pathtracer.service.UdpCheck;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pathtracer probe}: whether a service answers, a subcommand for each kind. */
@Command(
        name = "probe",
        description = "Checks one service, and times what it does.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "KIND",
        usageHelpAutoWidth = true)
public final class ProbeCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** With all its kinds. */
    public static CommandLine of(Terminal terminal) {
        return new CommandLine(new ProbeCommand())
                .addSubcommand("tcp", new Tcp(terminal))
                .addSubcommand("udp", new Udp(terminal))
                .addSubcommand("dns", new Dns(terminal))
                .addSubcommand("http", new Http(terminal))
                .addSubcommand("tls", new Tls(terminal))
                .addSubcommand("quic", new Quic(terminal));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a kind of probe is missing");
    }

    @Command(name = "tcp", description = "Connects to a TCP port, and closes the connection at once.")
    private static final class Tcp extends CheckCommand {
        @Parameters(index = "0", paramLabel = "HOST[:PORT]", description = "Name or address.")
        private String host = "";

        @Parameters(index = "1", paramLabel = "PORT", arity = "0..1", description = "1 to 65535.")
        private @Nullable Integer port;

        Tcp(Terminal terminal) {
            super(terminal);
        }

        @Override
        ServiceCheck<?> check() {
            return with(TcpCheck::to, host, port, OptionalInt.empty()).build();
        }
    }

    @Command(name = "udp", description = "Sends a datagram to a UDP port, every second until an answer comes.")
    private static final class Udp extends CheckCommand {
        @Parameters(index = "0", paramLabel = "HOST[:PORT]", description = "Name or address.")
        private String host = "";

        @Parameters(index = "1", paramLabel = "PORT", arity = "0..1", description = "1 to 65535.")
        private @Nullable Integer port;

        @Option(
                names = "--hex",
                paramLabel = "DIGITS",
                description = "What to send, as hex digits (default: a zero byte).")
        private @Nullable String hex;

        @Option(names = "--text", paramLabel = "TEXT", description = "The same as text, in UTF-8.")
        private @Nullable String text;

        Udp(Terminal terminal) {
            super(terminal);
        }

        @Override
        ServiceCheck<?> check() {
            String fromText = HexFormat.of()
                    .formatHex(Optional.ofNullable(text).orElse("").getBytes(StandardCharsets.UTF_8));
            UdpCheck.Builder builder = with(UdpCheck::to, host, port, OptionalInt.empty());
            set(hex != null ? hex : fromText.isEmpty() ? null : fromText, builder::payload);
            return builder.build();
        }
    }

    @Command(name = "dns", description = "Asks a name server; any answer counts, also that there is no such name.")
    private static final class Dns extends CheckCommand {
        private static final int DNS_PORT = 53;

        @Parameters(index = "0", paramLabel = "SERVER[:PORT]", description = "Name or address.")
        private String host = "";

        @Option(
                names = {"-p", "--port"},
                paramLabel = "PORT",
                description = "Its port (default: 53).")
        private @Nullable Integer port;

        @Option(names = "--type", paramLabel = "TYPE", description = "One of ${COMPLETION-CANDIDATES} (default: NS).")
        private RecordType type = RecordType.NS;

        @Option(names = "--name", paramLabel = "NAME", description = "Whose record to ask for (default: the root's).")
        private String name = ".";

        Dns(Terminal terminal) {
            super(terminal);
        }

        @Override
        ServiceCheck<?> check() {
            DnsCheck.Builder builder = with(DnsCheck::to, host, port, OptionalInt.of(DNS_PORT));
            return builder.type(type).name(name).build();
        }
    }

    @Command(name = "http", description = "Requests a page over HTTP/1.1, and times each phase.")
    private static final class Http extends CheckCommand {
        @Parameters(index = "0", paramLabel = "URL", description = "Begins with http:// or https://.")
        private URI uri = URI.create("");

        @Option(names = "--head", description = "Ask for the head only.")
        private boolean head;

        Http(Terminal terminal) {
            super(terminal);
        }

        @Override
        ServiceCheck<?> check() {
            HttpCheck.Builder builder = with(HttpCheck.to(uri));
            set(head ? "HEAD" : null, builder::method);
            return builder.build();
        }
    }

    @Command(name = "tls", description = "Shakes hands over TLS, and shows the certificates.")
    private static final class Tls extends CheckCommand {
        private static final int HTTPS_PORT = 443;

        @Parameters(index = "0", paramLabel = "HOST[:PORT]", description = "Name or address.")
        private String host = "";

        @Parameters(index = "1", paramLabel = "PORT", arity = "0..1", description = "Its port (default: 443).")
        private @Nullable Integer port;

        @Option(names = "--name", paramLabel = "NAME", description = "Ask for this name instead of the host's.")
        private @Nullable String name;

        @Option(
                names = "--alpn",
                paramLabel = "PROTOCOL",
                split = ",",
                description = "Offer these (default: h2,http/1.1).")
        private List<String> protocols = List.of("h2", "http/1.1");

        Tls(Terminal terminal) {
            super(terminal);
        }

        @Override
        ServiceCheck<?> check() {
            TlsCheck.Builder builder = with(TlsCheck::to, host, port, OptionalInt.of(HTTPS_PORT));
            set(name, builder::serverName);
            return builder.protocols(protocols).build();
        }
    }

    @Command(name = "quic", description = "Asks a server which versions of QUIC it speaks.")
    private static final class Quic extends CheckCommand {
        private static final int HTTPS_PORT = 443;

        @Parameters(index = "0", paramLabel = "HOST[:PORT]", description = "Name or address.")
        private String host = "";

        @Parameters(index = "1", paramLabel = "PORT", arity = "0..1", description = "Its port (default: 443).")
        private @Nullable Integer port;

        Quic(Terminal terminal) {
            super(terminal);
        }

        @Override
        ServiceCheck<?> check() {
            return with(QuicCheck::to, host, port, OptionalInt.of(HTTPS_PORT)).build();
        }
    }
}
