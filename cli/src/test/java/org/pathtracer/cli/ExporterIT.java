// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;

/** The exporter as a process, measuring a lab, and a real Prometheus that scrapes it. */
@ExtendWith(PrometheusRequired.class)
class ExporterIT extends CommandInLab {
    private static final long PATIENCE_SECONDS = 60;
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Of the password "secret". */
    private static final String HASH = "$2b$06$8MqZ1dCJhke4ak0mBJ65EukzOjHJxy9zqalTm0ravJlT352qZtW9O";

    @TempDir
    private Path folder;

    private final List<Process> running = new ArrayList<>();
    private Path config = Path.of("");
    private String url = "";
    private BufferedReader out = null;
    private Process exporter = null;

    @AfterEach
    void end() throws InterruptedException {
        for (Process process : running) {
            process.destroyForcibly().waitFor();
        }
    }

    private void configure(String text) throws IOException {
        config = Files.writeString(folder.resolve("exporter.toml"), text);
    }

    /** Starts it, and waits until it says where it listens. */
    private void start(String text) throws IOException {
        configure(text);
        // Under nohup(1) it would ignore the signal to reload.
        List<String> line = new ArrayList<>(List.of("env", "--default-signal=HUP"));
        line.addAll(TheCommand.line("exporter", "--config", config.toString()));
        exporter = new ProcessBuilder(line)
                .redirectError(folder.resolve("log").toFile())
                .start();
        running.add(exporter);
        out = exporter.inputReader(StandardCharsets.UTF_8);
        String said = out.readLine();
        assertThat(said).as(Files.readString(folder.resolve("log"))).isNotNull().contains(" targets, http");
        url = said.replaceFirst(".*(http.*)/metrics", "$1");
    }

    private static HttpURLConnection request(String method, String address) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(address).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setReadTimeout((int) SECONDS.toMillis(PATIENCE_SECONDS));
        return connection;
    }

    private String get(String path) throws IOException {
        HttpURLConnection connection = request("GET", url + path);
        try (var body =
                connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private int status(String method, String path) throws IOException {
        return request(method, url + path).getResponseCode();
    }

    private String await(String path, Predicate<String> wanted) throws Exception {
        long end = System.nanoTime() + SECONDS.toNanos(PATIENCE_SECONDS);
        String page = get(path);
        while (!wanted.test(page)) {
            assertThat(System.nanoTime()).as(page).isLessThan(end);
            page = get(path);
        }
        return page;
    }

    private static String line(String page, String begin) {
        return page.lines()
                .filter(line -> line.startsWith(begin))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + begin + " in " + page));
    }

    private static double value(String page, String series) {
        return Double.parseDouble(line(page, series + " ").substring(series.length() + 1));
    }

    @Test
    void targets_areMeasuredAndUnknownNamesAreDown() throws Exception {
        open(Lab.chain(3));
        start("""
                listen = "127.0.0.1:0"
                [[target]]
                host = ["%s", "no.such.invalid"]
                interval = "200ms"
                labels = { site = "here" }
                [[target]]
                host = "%s"
                module = "trace"
                interval = "300ms"
                """.formatted(text(lab.target(Family.V4)), text(lab.target(Family.V4))));
        String first = get("/metrics");
        String target = text(lab.target(Family.V4));
        String ping = "{target=\"" + target + "\",module=\"ping\",site=\"here\",outcome=\"lost\"}";
        assertThat(value(first, "pathtracer_ping_probes_total" + ping)).isZero();
        String up = "pathtracer_up{target=\"%s\",module=\"ping\",site=\"here\"} ";
        String page = await(
                "/metrics",
                text -> text.contains(up.formatted(target) + "1.0")
                        && text.contains("ttl=\"4\"")
                        && text.contains(up.formatted("no.such.invalid") + "0.0")
                        && text.contains(
                                "pathtracer_trace_hops{target=\"" + target + "\",module=\"trace\",site=\"\"} 4.0"));
        assertThat(page).doesNotContain("ttl=\"5\"");
        for (String router : labHops(Family.V4).subList(0, 3)) {
            assertThat(page).as("addresses from the network are no labels").doesNotContain("\"" + router + "\"");
        }
        assertThat(get("/-/healthy")).isEqualTo("healthy\n");
        assertThat(status("GET", "/-/ready")).isEqualTo(200);
        assertThat(status("GET", "/-/reload")).isEqualTo(405);
        assertThat(status("GET", "/nothing")).isEqualTo(404);
        HttpURLConnection zipped = request("GET", url + "/metrics");
        zipped.setRequestProperty("Accept-Encoding", "gzip");
        try (GZIPInputStream body = new GZIPInputStream(zipped.getInputStream())) {
            assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).contains("pathtracer_up");
        }
    }

    @Test
    void probe_measuresOnceAndEndsBeforeTheScraperGivesUp() throws Exception {
        open(Lab.chain(0)).swallow("203.0.113.0/24");
        start("""
                listen = "127.0.0.1:0"
                [module.slow]
                kind = "ping"
                timeout = "1m"
                """);
        String good = get("/probe?target=" + text(lab.target(Family.V4)));
        assertThat(value(good, "probe_success")).isEqualTo(1);
        assertThat(value(good, "pathtracer_ping_rtt_seconds_count")).isEqualTo(1);
        HttpURLConnection lost = request("GET", url + "/probe?module=slow&target=" + "203.0.113.9");
        lost.setRequestProperty("X-Prometheus-Scrape-Timeout-Seconds", "1.5");
        String page = new String(lost.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(value(page, "probe_success")).isZero();
        assertThat(value(page, "probe_duration_seconds")).isLessThan(60);
        assertThat(get("/probe?target=a&module=none")).contains("there is no module \"none\"");
        assertThat(status("GET", "/probe")).isEqualTo(400);
        assertThat(status("GET", "/probe?module=probe&target=x")).isEqualTo(400);
    }

    @Test
    void reload_keepsWhatDidNotChangeAndRefusesErrors() throws Exception {
        open(Lab.chain(1));
        String target = text(lab.target(Family.V4));
        String all = "listen = \"127.0.0.1:0\"\n[[target]]\nhost = \"%s\"\ninterval = \"100ms\"\n".formatted(target);
        start(all);
        String rounds = "pathtracer_rounds_total{target=\"" + target + "\",module=\"ping\",result=\"reached\"}";
        double before = value(await("/metrics", page -> value(page, rounds) > 2), rounds);
        configure(all + "[[target]]\nhost = \"127.0.0.1\"\n");
        signal("HUP");
        assertThat(out.readLine()).isEqualTo("reloaded: 2 targets");
        String more = await("/metrics", page -> page.contains("pathtracer_up{target=\"127.0.0.1\",module=\"ping\"}"));
        assertThat(value(more, rounds)).isGreaterThanOrEqualTo(before);
        configure(all + "nonsense = 1\n");
        assertThat(status("POST", "/-/reload")).isEqualTo(500);
        String kept = get("/metrics");
        assertThat(value(kept, "pathtracer_config_last_reload_successful")).isZero();
        assertThat(kept).contains("target=\"127.0.0.1\"");
        configure(all);
        assertThat(status("POST", "/-/reload")).isEqualTo(200);
        assertThat(get("/metrics"))
                .contains("pathtracer_config_last_reload_successful 1.0")
                .doesNotContain("target=\"127.0.0.1\"");
        signal("TERM");
        assertThat(exporter.waitFor(PATIENCE_SECONDS, SECONDS)).isTrue();
        assertThat(exporter.exitValue()).isEqualTo(143);
    }

    @Test
    void badConfiguration_listensNowhere() throws IOException {
        open(Lab.chain(1));
        configure("listen = 3\n[[target]]\nhost = \"a\"\nmodule = \"b\"\n");
        for (String option : List.of("--check", "--config")) {
            CommandResult result = option.equals("--check")
                    ? run("exporter", "--config", config.toString(), "--check")
                    : run("exporter", "--config", config.toString());
            assertThat(result.exitCode()).isEqualTo(ExitStatus.INVALID);
            assertThat(result.stderr())
                    .contains("there are 2 errors", "exporter.toml:1: listen:", "exporter.toml:4: target.module:");
        }
        configure("listen = \"192.0.2.77:1\"\n");
        CommandResult elsewhere = run("exporter", "--config", config.toString());
        assertThat(elsewhere.exitCode()).isEqualTo(ExitStatus.NOT_POSSIBLE_HERE);
        assertThat(elsewhere.stderr()).contains("can't listen on 192.0.2.77:1");
    }

    @Test
    void prometheus_scrapesByTlsWithAPasswordAndSeesALossThatIsOver() throws Exception {
        open(Lab.chain(2));
        certificate();
        String target = text(lab.target(Family.V4));
        Files.writeString(
                folder.resolve("web.yml"),
                "tls_server_config: { cert_file: a.pem, key_file: a.key }\nbasic_auth_users: { alice: %s }\n"
                        .formatted(HASH));
        start("""
                listen = "127.0.0.1:0"
                web-config = "web.yml"
                [module.quick]
                kind = "ping"
                timeout = "100ms"
                [[target]]
                host = "%s"
                module = "quick"
                interval = "100ms"
                """.formatted(target));
        assertThat(url).startsWith("https://");
        String prometheus = prometheus();
        String lost = "pathtracer_ping_probes_total{outcome=\"lost\",target=\"" + target + "\"}";
        query(prometheus, "histogram_count(pathtracer_ping_rtt_seconds{target=\"" + target + "\"}) > 3");
        // Asked until it is there: on a busy host a single scrape may fail, and then there is no value for a moment.
        assertThat(query(prometheus, lost + " == 0")).hasSize(1);
        lab.nft(
                Lab.router(1),
                "table inet f { chain c { type filter hook forward priority 0; ip protocol icmp drop; }; }");
        query(prometheus, lost + " > 3");
        lab.exec(Lab.router(1), "nft", "delete", "table", "inet", "f").expectSuccess();
        assertThat(query(prometheus, "pathtracer_up{target=\"" + target + "\"} == 1"))
                .hasSize(1);
        // What was lost is still told when all is well again: that is what counters are for.
        assertThat(query(prometheus, "increase(" + lost + "[1m]) > 1")).hasSize(1);
        assertThat(query(prometheus, "up{job=\"stranger\"} == 0")).hasSize(1);
        assertThat(query(prometheus, "up{job=\"pathtracer\"} == 1")).hasSize(1);
        Path rules = Path.of("../docs/exporter").toAbsolutePath().normalize();
        lab.exec(
                        Lab.CLIENT,
                        "promtool",
                        "check",
                        "rules",
                        rules.resolve("alerts.yml").toString())
                .expectSuccess();
        lab.exec(
                        Lab.CLIENT,
                        "promtool",
                        "test",
                        "rules",
                        rules.resolve("alerts-test.yml").toString())
                .expectSuccess();
    }

    private void certificate() throws Exception {
        Process openssl = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=localhost",
                        "-addext",
                        "subjectAltName=IP:127.0.0.1",
                        "-keyout",
                        "a.key",
                        "-out",
                        "a.pem")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(openssl.waitFor()).as(said).isZero();
    }

    /** Starts one that scrapes the exporter twice, once as a stranger, and returns where it answers. */
    private String prometheus() throws IOException {
        String host = url.replace("https://", "");
        Path file = Files.writeString(folder.resolve("prometheus.yml"), """
                global: { scrape_interval: 1s, scrape_timeout: 1s }
                scrape_configs:
                  - job_name: pathtracer
                    scheme: https
                    basic_auth: { username: alice, password: secret }
                    tls_config: { ca_file: a.pem }
                    static_configs: [{ targets: ["%s"] }]
                  - job_name: stranger
                    scheme: https
                    basic_auth: { username: alice, password: guess }
                    tls_config: { ca_file: a.pem }
                    static_configs: [{ targets: ["%s"] }]
                """.formatted(host, host));
        String listen;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listen = "127.0.0.1:" + free.getLocalPort();
        }
        running.add(new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + file,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=" + listen,
                        "--enable-feature=native-histograms")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start());
        return "http://" + listen;
    }

    /** Asks until there is an answer. */
    private List<Double> query(String prometheus, String expression) throws Exception {
        long end = System.nanoTime() + SECONDS.toNanos(PATIENCE_SECONDS);
        List<Double> values = List.of();
        while (values.isEmpty()) {
            assertThat(System.nanoTime())
                    .as(expression + ": " + Files.readString(folder.resolve("prometheus.log")))
                    .isLessThan(end);
            assertThat(exporter.waitFor(50, MILLISECONDS)).isFalse();
            values = values(prometheus, expression);
        }
        return values;
    }

    private static List<Double> values(String prometheus, String expression) throws IOException {
        HttpURLConnection connection = request(
                "GET", prometheus + "/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        try {
            if (connection.getResponseCode() != 200) {
                return List.of();
            }
            JsonNode answer = JSON.readTree(connection.getInputStream());
            return elements(answer.at("/data/result")).stream()
                    .map(series -> series.at("/value/1").asDouble())
                    .toList();
        } catch (IOException e) {
            // It does not listen yet.
            return List.of();
        }
    }

    private void signal(String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(exporter.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }
}
