// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.address.HostText;
import org.pathtracer.exporter.kind.Kind;
import org.pathtracer.exporter.kind.TaskMaker;
import org.pathtracer.exporter.toml.Problems;
import org.pathtracer.exporter.toml.Table;
import org.pathtracer.exporter.toml.TomlFile;

/** Reads a configuration to its end, whatever is wrong with it. */
public final class ConfigurationReader {
    /** Beside that of other exporters, which have 9400 to 9999. */
    private static final InetSocketAddress USUAL = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9427);

    private static final int MOST_PACKETS = 10_000_000;
    private static final int MOST_MEASUREMENTS = 10_000;
    private static final int MOST_PROBES = 1000;

    private final Problems problems;

    private ConfigurationReader(Problems problems) {
        this.problems = problems;
    }

    /** Returns what a text says. Nothing that has problems is to be used. */
    public static Optional<Configuration> read(String text, Problems problems) {
        return TomlFile.read(text, problems).map(new ConfigurationReader(problems)::configuration);
    }

    private Configuration configuration(Table top) {
        Targets targets = new Targets(problems);
        Map<String, String> labels = Labels.read(top);
        top.tables("target").forEach(table -> targets.read(table, labels));
        InetSocketAddress listen = listen(top);
        Limits limits = top.table("limits").map(ConfigurationReader::limits).orElse(new Limits(0, 500, 16, 0));
        Map<String, TaskMaker> modules = new HashMap<>();
        top.named("module").forEach((name, table) -> module(table).ifPresent(maker -> modules.put(name, maker)));
        Allowed allowed = new Allowed();
        top.table("probe").ifPresent(table -> allow(table, allowed));
        Optional<PushPlan> push = top.table("otlp").flatMap(ConfigurationReader::push);
        if (!top.has("target") && modules.isEmpty() && problems.isEmpty()) {
            problems.add(1, "target", "there is nothing to measure: add a [[target]], or a [module.NAME] for /probe");
        }
        top.finish();
        return new Configuration(
                listen,
                limits,
                targets.all(),
                List.copyOf(new TreeSet<>(targets.labels())),
                modules,
                allowed,
                push);
    }

    private static InetSocketAddress listen(Table top) {
        Optional<String> text = top.text("listen");
        if (text.isEmpty()) {
            return USUAL;
        }
        Optional<InetSocketAddress> address = ListenAddress.read(text.orElseThrow());
        if (address.isEmpty()) {
            top.problem(
                    "listen",
                    "must be an address of this host and a port, such as \"127.0.0.1:9427\", \"[::1]:9427\" or \":9427\","
                            + " but is \"" + text.orElseThrow() + "\"");
        }
        return address.orElse(USUAL);
    }

    private static Limits limits(Table table) {
        Limits limits = new Limits(
                table.number("packets_per_second", 0, MOST_PACKETS).orElse(0),
                table.number("measurements", 1, MOST_MEASUREMENTS).orElse(500),
                table.number("probes", 1, MOST_PROBES).orElse(16),
                table.number("seed", 0, Integer.MAX_VALUE).orElse(0));
        table.finish();
        return limits;
    }

    private static Optional<TaskMaker> module(Table table) {
        Optional<Kind> kind = table.choice("kind", Kind.words());
        if (kind.isEmpty()) {
            if (!table.has("kind")) {
                table.problem("kind", "is missing: one of " + String.join(", ", Kind.words().keySet()));
            }
            return Optional.empty();
        }
        TaskMaker maker = kind.orElseThrow().read(table);
        table.finish();
        try {
            maker.of(kind.orElseThrow().sample);
        } catch (IllegalArgumentException | InvalidRequestException e) {
            table.problem("kind", String.valueOf(e.getMessage()));
        }
        return Optional.of(maker);
    }

    private static void allow(Table table, Allowed allowed) {
        List<String> forms = table.texts("allow");
        for (String form : forms) {
            try {
                allowed.add(form);
            } catch (IllegalArgumentException | InvalidRequestException e) {
                table.problem(
                        "allow",
                        "\"" + form + "\" is neither a host, nor *.DOMAIN, nor a block of addresses, nor *: "
                                + e.getMessage());
            }
        }
        table.finish();
    }

    private static Optional<PushPlan> push(Table table) {
        Optional<String> url = table.text("url");
        Duration interval = table.span("interval", Duration.ofSeconds(1), Duration.ofDays(1))
                .orElse(Duration.ofMinutes(1));
        Map<String, String> headers = table.pairs("headers");
        table.finish();
        Optional<URI> read = url.flatMap(ConfigurationReader::url);
        if (read.isEmpty()) {
            table.problem("url", "must be where a collector takes OTLP, such as \"http://127.0.0.1:4318/v1/metrics\"");
        }
        return read.map(known -> new PushPlan(known, interval, headers));
    }

    private static Optional<URI> url(String text) {
        try {
            URI url = URI.create(text);
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            return http && url.getHost() != null ? Optional.of(url) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Where to listen, as it is written. */
    private static final class ListenAddress {
        private static final int HIGHEST = 65_535;

        private ListenAddress() {}

        static Optional<InetSocketAddress> read(String text) {
            int colon = text.lastIndexOf(':');
            if (colon < 0 || !text.substring(colon + 1).matches("\\d{1,5}")) {
                return Optional.empty();
            }
            int port = Integer.parseInt(text.substring(colon + 1));
            String host = text.substring(0, colon);
            if (port > HIGHEST) {
                return Optional.empty();
            } else if (host.isEmpty()) {
                return Optional.of(new InetSocketAddress(port));
            } else if (host.equals("localhost")) {
                return Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            }
            return HostText.literal(host).map(address -> new InetSocketAddress(address, port));
        }
    }
}
