// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.exporter.toml.Problems;
import org.pathtracer.exporter.toml.Table;
import org.pathtracer.exporter.toml.TomlFile;

/** Reads a configuration. All errors are told at once, each with file, line and key. */
public final class ConfigReader {
    private static final List<String> KEYS =
            List.of("listen", "web-config", "rate-limit", "most-running", "most-hops", "otlp", "module", "target");
    private static final Config.Listen USUAL = new Config.Listen("localhost", 9474);
    private static final int USUAL_RUNNING = 256;
    private static final int USUAL_HOPS = 5000;
    private static final int MOST = 1_000_000;
    private static final Duration USUAL_PUSH = Duration.ofMinutes(1);
    private static final Duration SHORTEST_PUSH = Duration.ofSeconds(1);
    private static final Pattern LISTEN = Pattern.compile("(?:\\[([^\\[\\]]+)]|([^:\\[\\]]*)):(\\d{1,5})");
    private static final int HIGHEST_PORT = 65_535;

    private ConfigReader() {}

    /**
     * Returns the configuration in a file.
     *
     * @throws InvalidRequestException with all that is wrong with it, and with the file of TLS and users that it names
     */
    public static Config read(Path file) {
        Problems problems = new Problems(file.toString());
        Optional<Config> config = TomlFile.read(TomlFile.text(file.toFile()), problems)
                .map(top -> config(top, file.toAbsolutePath().resolveSibling("")));
        Problems.require("the configuration", problems);
        return config.orElseThrow();
    }

    private static Config config(Table top, Path folder) {
        top.allow(KEYS);
        Map<String, Module> modules = ModuleReader.read(top);
        return new Config(
                top.text("listen").flatMap(text -> listen(top, text)).orElse(USUAL),
                top.text("web-config").map(folder::resolve),
                top.integer("rate-limit", 1, MOST),
                top.integer("most-running", 1, MOST).orElse(USUAL_RUNNING),
                top.integer("most-hops", 0, MOST).orElse(USUAL_HOPS),
                otlp(top),
                modules,
                TargetReader.read(top, modules));
    }

    private static Optional<Config.Listen> listen(Table top, String text) {
        Matcher matcher = LISTEN.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > HIGHEST_PORT) {
            top.problem("listen", "must be ADDRESS:PORT or :PORT, such as \"localhost:9474\", but is \"" + text + "\"");
            return Optional.empty();
        }
        String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return Optional.of(new Config.Listen(host, Integer.parseInt(matcher.group(3))));
    }

    private static Optional<OtlpEntry> otlp(Table top) {
        if (!top.keys().contains("otlp")) {
            return Optional.empty();
        }
        return top.table("otlp").flatMap(table -> {
            table.allow(List.of("url", "interval", "headers"));
            Optional<URI> url = table.text("url").flatMap(text -> url(table, text));
            if (!table.keys().contains("url")) {
                table.problem(
                        "url",
                        "is missing: write the URL of the collector, such as"
                                + " \"http://localhost:4318/v1/metrics\"");
            }
            Duration interval = table.duration("interval").orElse(USUAL_PUSH);
            if (interval.compareTo(SHORTEST_PUSH) < 0) {
                table.problem("interval", "must be a second or longer");
            }
            Map<String, String> headers = new LinkedHashMap<>();
            Optional<Table> typed = table.keys().contains("headers") ? table.table("headers") : Optional.empty();
            typed.ifPresent(pairs ->
                    pairs.keys().forEach(name -> pairs.text(name).ifPresent(value -> headers.put(name, value))));
            return url.map(known -> new OtlpEntry(known, interval, headers));
        });
    }

    private static Optional<URI> url(Table table, String text) {
        try {
            URI url = new URI(text);
            if (("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null) {
                return Optional.of(url);
            }
        } catch (URISyntaxException e) {
            // The same problem.
        }
        table.problem("url", "must begin with http:// or https:// and have a host, but is \"" + text + "\"");
        return Optional.empty();
    }
}
