// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pathtracer.exporter.toml.Problems;
import org.pathtracer.exporter.toml.Similar;
import org.pathtracer.exporter.toml.TomlFile;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Reads the file of TLS and users, which has the form of Prometheus' own exporters:
 * {@code https://github.com/prometheus/exporter-toolkit/blob/master/docs/web-configuration.md}.
 */
public final class WebConfigReader {
    private static final String TLS = "tls_server_config";
    private static final String USERS = "basic_auth_users";
    private static final String CERTIFICATE = "cert_file";
    private static final String KEY = "key_file";
    private static final String CLIENTS = "client_ca_file";
    private static final String CLIENT_TYPE = "client_auth_type";
    private static final String OLDEST = "min_version";
    private static final Map<String, String> VERSIONS = Map.of("TLS12", "TLSv1.2", "TLS13", "TLSv1.3");
    private static final String ASKED = "RequireAndVerifyClientCert";
    private static final String NOT_ASKED = "NoClientCert";
    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53}");

    private final Problems problems;
    private final Path folder;
    private final Map<String, String> users = new LinkedHashMap<>();
    private final Map<String, String> tls = new LinkedHashMap<>();

    private WebConfigReader(Problems problems, Path folder) {
        this.problems = problems;
        this.folder = folder;
    }

    /**
     * Returns what a file says.
     *
     * @throws org.pathtracer.InvalidRequestException with all that is wrong with it
     */
    public static WebConfig read(Path file) {
        Problems problems = new Problems(file.toString());
        String text = TomlFile.text(file.toFile());
        WebConfigReader reader =
                new WebConfigReader(problems, file.toAbsolutePath().resolveSibling(""));
        WebConfig config = reader.read(text);
        Problems.require("the configuration", problems);
        return config;
    }

    private WebConfig read(String text) {
        try {
            new Compose(LoadSettings.builder().build())
                    .composeString(text)
                    .ifPresent(root -> each(root, "", List.of(TLS, USERS), this::section));
        } catch (MarkedYamlEngineException e) {
            problems.add(
                    e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1), "", String.valueOf(e.getProblem()));
        } catch (YamlEngineException e) {
            problems.add(1, "", String.valueOf(e.getMessage()));
        }
        return new WebConfig(tls.isEmpty() ? Optional.empty() : tls(), users);
    }

    private void section(String name, Node value) {
        if (name.equals(TLS)) {
            each(value, TLS, List.of(CERTIFICATE, KEY, CLIENTS, CLIENT_TYPE, OLDEST), (key, text) -> {
                if (text instanceof ScalarNode scalar) {
                    tls.put(key, scalar.getValue());
                    check(key, scalar);
                } else {
                    problem(text, TLS + "." + key, "must be a text");
                }
            });
            for (String needed : List.of(CERTIFICATE, KEY)) {
                if (!tls.containsKey(needed)) {
                    problem(value, TLS + "." + needed, "is missing");
                }
            }
            if (ASKED.equals(tls.get(CLIENT_TYPE)) != tls.containsKey(CLIENTS)) {
                problem(value, TLS + "." + CLIENT_TYPE, ASKED + " and " + CLIENTS + " go together");
            }
        } else {
            each(value, USERS, null, this::user);
        }
    }

    private void check(String key, ScalarNode value) {
        String text = value.getValue();
        String full = TLS + "." + key;
        if (key.equals(OLDEST) && !VERSIONS.containsKey(text)) {
            problem(value, full, "must be TLS12 or TLS13, but is " + text);
        } else if (key.equals(CLIENT_TYPE) && !List.of(ASKED, NOT_ASKED).contains(text)) {
            problem(value, full, "must be %s or %s, but is %s".formatted(NOT_ASKED, ASKED, text));
        } else if (List.of(CERTIFICATE, KEY, CLIENTS).contains(key)
                && !(Files.isRegularFile(folder.resolve(text)) && Files.isReadable(folder.resolve(text)))) {
            problem(value, full, folder.resolve(text) + " is not a file that can be read");
        }
    }

    private void user(String name, Node value) {
        if (value instanceof ScalarNode hash && BCRYPT.matcher(hash.getValue()).matches()) {
            users.put(name, hash.getValue());
        } else {
            problem(
                    value,
                    USERS + "." + name,
                    "must be a bcrypt hash: make one with \"htpasswd -nBC 10 " + name + "\"");
        }
    }

    private void each(Node node, String path, @Nullable List<String> known, BiConsumer<String, Node> entry) {
        if (!(node instanceof MappingNode mapping)) {
            problem(node, path, "must have keys and values");
            return;
        }
        for (NodeTuple pair : mapping.getValue()) {
            String key = pair.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (known == null || known.contains(key)) {
                entry.accept(key, pair.getValueNode());
            } else {
                problem(
                        pair.getKeyNode(),
                        path.isEmpty() ? key : path + "." + key,
                        "is not a known key; "
                                + Similar.of(key, known)
                                        .map(other -> "did you mean " + other + "?")
                                        .orElse("there are " + String.join(", ", known)));
            }
        }
    }

    private void problem(Node node, String key, String sentence) {
        problems.add(node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1), key, sentence);
    }

    private Optional<WebConfig.Tls> tls() {
        return Optional.of(new WebConfig.Tls(
                folder.resolve(tls.getOrDefault(CERTIFICATE, "")),
                folder.resolve(tls.getOrDefault(KEY, "")),
                Optional.ofNullable(tls.get(CLIENTS)).map(folder::resolve),
                VERSIONS.getOrDefault(tls.getOrDefault(OLDEST, "TLS12"), "TLSv1.2")));
    }
}
