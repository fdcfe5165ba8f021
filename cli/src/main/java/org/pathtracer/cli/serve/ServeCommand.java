// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.serve;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.cli.option.AddressConverter;
import org.pathtracer.cli.option.DurationConverter;
import org.pathtracer.cli.option.JsonOptions;
import org.pathtracer.cli.option.SharedOptions;
import org.pathtracer.cli.option.Version;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.cli.run.CallbackLoop;
import org.pathtracer.cli.run.Interruption;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.json.JsonDocument;
import org.pathtracer.server.ResponsivenessServer;
import org.pathtracer.server.ServerException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pathtracer serve}: the far end of bufferbloat tests, until interrupted. */
@Command(
        name = "serve",
        description = "Serves the far end of bufferbloat tests, until interrupted.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true)
public final class ServeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description = "TCP port to listen on, 0 for the system's choice (default: 4043).")
    private @Nullable Integer port;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            converter = AddressConverter.class,
            description = "Listen on this address only (default: on all).")
    private @Nullable InetAddress address;

    @Option(
            names = "--cert",
            paramLabel = "FILE",
            description = "Certificate chain, PEM (default: one that it signs itself the first time).")
    private @Nullable Path certificate;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "Key of that certificate, PEM, PKCS #8 without a password.")
    private @Nullable Path key;

    @Option(
            names = "--cert-folder",
            paramLabel = "FOLDER",
            description = "Where its own certificate is kept (default: ~/.pathtracer).")
    private @Nullable Path folder;

    @Option(
            names = "--cert-name",
            paramLabel = "NAME",
            description = "Host name or address for its own certificate; may be given several times"
                    + " (default: this host's loopback).")
    private List<String> names = List.of();

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            description = "Most connections at the same time; further ones are closed (default: 256).")
    private @Nullable Integer maxConnections;

    @Option(
            names = "--connection-time",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long a connection may last (default: 10m).")
    private @Nullable Duration connectionTime;

    @Option(
            names = "--idle-time",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long a connection may be silent (default: 30s).")
    private @Nullable Duration idleTime;

    @ArgGroup
    private JsonOptions json = new JsonOptions();

    public ServeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    @SuppressWarnings("try") // the interruption's scope is all there is to it
    public Integer call() throws InterruptedException {
        CompletableFuture<Integer> end = new CompletableFuture<>();
        try (Interruption interruption = Interruption.of(() -> end.complete(ExitStatus.DONE))) {
            ResponsivenessServer server = start();
            try (server) {
                say("serving " + url(server) + " with the certificate " + server.certificate());
                CallbackLoop loop = new CallbackLoop();
                end.whenCompleteAsync((status, failure) -> {}, loop); // ends the wait at once
                loop.await(end, () -> {});
            }
            if (json.wanted()) {
                document(server);
            } else {
                say("sent " + server.bytesSent() + " bytes, received " + server.bytesReceived() + ", refused "
                        + server.refused() + " connections");
            }
            return ExitStatus.DONE;
        } catch (ServerException e) {
            terminal.fail(String.valueOf(e.getMessage()));
            return ExitStatus.NOT_POSSIBLE_HERE;
        }
    }

    private ResponsivenessServer start() {
        if ((certificate == null) != (key == null)) {
            throw new InvalidRequestException("--cert and --key go together");
        }
        requireReadable("--cert", certificate);
        requireReadable("--key", key);
        ResponsivenessServer.Builder builder = ResponsivenessServer.builder();
        try {
            SharedOptions.set(port, builder::port);
            SharedOptions.set(address, builder::address);
            SharedOptions.set(folder, builder::certificateFolder);
            SharedOptions.set(names.isEmpty() ? null : names, builder::certificateNames);
            SharedOptions.set(maxConnections, builder::maxConnections);
            SharedOptions.set(connectionTime, builder::connectionTime);
            SharedOptions.set(idleTime, builder::idleTime);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(String.valueOf(e.getMessage()));
        }
        if (certificate != null && key != null) {
            builder.certificate(certificate, key);
        }
        return builder.start();
    }

    private static void requireReadable(String option, @Nullable Path file) {
        if (file != null && !(Files.isRegularFile(file) && Files.isReadable(file))) {
            throw new InvalidRequestException("%s %s is not a file that can be read".formatted(option, file));
        }
    }

    /** The URL for clients. A server that listens on all addresses is reached by the first name in its certificate. */
    private String url(ResponsivenessServer server) {
        String name = names.isEmpty() ? "localhost" : names.get(0);
        String host = server.address().getAddress().isAnyLocalAddress()
                ? name
                : AddressText.of(server.address().getAddress());
        return "https://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":"
                + server.address().getPort() + "/.well-known/nq";
    }

    private void say(String line) {
        (json.wanted() ? terminal.err() : terminal.out()).println(line);
        (json.wanted() ? terminal.err() : terminal.out()).flush();
    }

    private void document(ResponsivenessServer server) {
        JsonDocument document = new JsonDocument(json.compact());
        document.writeTo(terminal.out(), () -> {
            document.string("schema", "pathtracer/serve/1");
            document.string("url", url(server));
            document.number("port", server.address().getPort());
            document.string("certificate", server.certificate().toString());
            document.number("bytesSent", server.bytesSent());
            document.number("bytesReceived", server.bytesReceived());
            document.number("connectionsRefused", server.refused());
        });
    }
}
