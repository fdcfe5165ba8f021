// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.publicip;

import static org.pathtracer.cli.option.SharedOptions.set;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.PathTracer;
import org.pathtracer.cli.option.DurationConverter;
import org.pathtracer.cli.option.HostAndPort;
import org.pathtracer.cli.option.JsonOptions;
import org.pathtracer.cli.option.SharedOptions;
import org.pathtracer.cli.option.Version;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.enrich.EnrichmentOptions;
import org.pathtracer.publicaddress.PublicAddressRequest;
import org.pathtracer.publicaddress.PublicAddressResult;
import org.pathtracer.publicaddress.PublicAddressSource;
import org.pathtracer.report.Reports;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pathtracer public-ip}: the address under which others see this host. */
@Command(
        name = "public-ip",
        description = "Asks servers outside under which address they see this host; they learn it.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true)
public final class PublicIpCommand implements Callable<Integer> {
    private static final int STUN_PORT = 3478;
    private static final int DNS_PORT = 53;

    private final Terminal terminal;

    @ArgGroup
    private SharedOptions.FamilyOptions family = new SharedOptions.FamilyOptions();

    @Option(
            names = "--stun",
            paramLabel = "HOST[:PORT]",
            description = "Ask this STUN server; give it again for more. Without this and the next two: servers of"
                    + " Cloudflare and Google, then https://icanhazip.com/.")
    private List<String> stun = new ArrayList<>();

    @Option(names = "--https", paramLabel = "URL", description = "Ask this web server, which answers with the address.")
    private List<URI> https = new ArrayList<>();

    @Option(
            names = "--dns",
            paramLabel = "HOST[:PORT]/NAME",
            description =
                    "Ask this name server for this name, which it answers with the asker's address; with NAME/TXT for"
                            + " its TXT record.")
    private List<String> dns = new ArrayList<>();

    @Option(names = "--asn", description = "Ask Team Cymru's DNS whose network it is; it learns the address.")
    private boolean asn;

    @Option(
            names = {"-w", "--timeout"},
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Longest wait for all together (default: 8s).")
    private @Nullable Duration timeout;

    @ArgGroup
    private JsonOptions json = new JsonOptions();

    public PublicIpCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        PublicAddressRequest request = InvalidRequestException.checked(this::request);
        PublicAddressResult result;
        try (PathTracer tracer = PathTracer.builder()
                .enrichment(EnrichmentOptions.builder().asnByDns(asn).build())
                .build()) {
            result = tracer.publicAddresses().find(request);
        }
        if (json.wanted()) {
            terminal.document(Reports.json(result, json.report()));
        } else {
            terminal.lines(Reports.text(result, terminal.report()));
        }
        return result.address().isPresent() ? ExitStatus.DONE : ExitStatus.NOT_REACHED;
    }

    private PublicAddressRequest request() {
        List<PublicAddressSource> sources = new ArrayList<>();
        stun.stream()
                .map(HostAndPort::parse)
                .forEach(server -> sources.add(new PublicAddressSource.Stun(
                        server.host(), server.port().orElse(STUN_PORT))));
        https.forEach(server -> sources.add(new PublicAddressSource.Https(server)));
        dns.forEach(server -> sources.add(nameServer(server)));
        PublicAddressRequest.Builder builder = PublicAddressRequest.builder().family(family.choice());
        set(sources.isEmpty() ? null : sources, builder::sources);
        set(timeout, builder::deadline);
        return builder.build();
    }

    private static PublicAddressSource nameServer(String text) {
        String[] parts = text.split("/", -1);
        boolean txt = parts.length == 3 && parts[2].equalsIgnoreCase("TXT");
        if (parts.length != 2 && !txt) {
            throw new InvalidRequestException(
                    "'" + text + "' is not a name server and a name, such as ns1.test/whoami.test");
        }
        HostAndPort server = HostAndPort.parse(parts[0]);
        return new PublicAddressSource.NameServer(server.host(), server.port().orElse(DNS_PORT), parts[1], txt);
    }
}
