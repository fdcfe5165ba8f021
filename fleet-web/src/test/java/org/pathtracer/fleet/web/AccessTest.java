// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.fleet.authority.Credentials;
import org.pathtracer.fleet.authority.FleetTls;
import org.pathtracer.fleet.authority.Identity;

/** Which caller gets what: 200, 401 without a log-in, 403 with too little. */
class AccessTest {
    private static final String NOTHING_TO_DO = "{}"; // an operator learns that a target is missing

    @TempDir
    static Path folder;

    private static WebFleet fleet;

    @BeforeAll
    static void start() throws Exception {
        fleet = new WebFleet(folder);
    }

    @AfterAll
    static void end() throws Exception {
        fleet.close();
    }

    private static UnaryOperator<WebOptions.Builder> rules(String rules) {
        return options -> switch (rules) {
            case "local" -> options;
            case "proxy" -> options.trustProxyHeader("X-User").operator("olga");
            case "proxy and public" ->
                options.trustProxyHeader("X-User").operator("olga").publicRead(true);
            case "demo" -> options.anyoneMeasures(true);
            default -> throw new IllegalArgumentException(rules);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "local,            '',              200, 401",
        "proxy,            '',              401, 401",
        "proxy,            X-User: rita,    200, 403",
        "proxy,            X-User: olga,    200, 400",
        "proxy,            X-Other: olga,   401, 401",
        "proxy and public, '',              200, 401",
        "local,            X-User: olga,    200, 401",
        "demo,             '',              200, 400",
        "demo,             Origin: http://evil.example, 200, 403",
        "demo,             Sec-Fetch-Site: cross-site,  200, 403",
    })
    void caller_reads_measures(String rules, String header, int reads, int measures) throws Exception {
        String[] headers = header.isEmpty() ? new String[0] : header.split(": ");
        try (FleetWeb web = fleet.web(rules(rules))) {
            assertThat(fleet.get(web, "", headers).statusCode()).isEqualTo(reads);
            assertThat(fleet.get(web, "metrics", headers).statusCode()).isEqualTo(reads);
            assertThat(fleet.get(web, "api/v1/matrix", headers).statusCode()).isEqualTo(reads);
            assertThat(fleet.post(web, NOTHING_TO_DO, headers).statusCode()).isEqualTo(measures);
            assertThat(fleet.get(web, "nowhere", headers).statusCode()).isEqualTo(reads == 200 ? 404 : 401);
            assertThat(fleet.get(web, "api/v1/healthy", headers).statusCode()).isEqualTo(200);
        }
    }

    /** So that the name of another site, which leads to a loopback address, does not let its pages read. */
    @Test
    void nameOfAnotherSite_isRefused() throws Exception {
        try (FleetWeb web = fleet.web(options -> options)) {
            URI url = URI.create(web.url());
            try (java.net.Socket socket = new java.net.Socket(url.getHost(), url.getPort())) {
                socket.getOutputStream()
                        .write("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n".getBytes());
                assertThat(new String(socket.getInputStream().readAllBytes())).startsWith("HTTP/1.1 401");
            }
        }
    }

    private static int status(FleetWeb web, String path, Credentials... shown) throws Exception {
        return client(shown)
                .send(HttpRequest.newBuilder(URI.create(web.url() + path)).build(), BodyHandlers.ofString())
                .statusCode();
    }

    private static HttpClient client(Credentials... shown) throws Exception {
        SSLContext context = SSLContext.getInstance(FleetTls.VERSION);
        context.init(
                shown.length == 0 ? null : new javax.net.ssl.KeyManager[] {FleetTls.key(shown[0])},
                new TrustManager[] {FleetTls.trust(fleet.hubCredentials, Set.of(Identity.Kind.HUB))},
                null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private static FleetWeb secure() {
        return FleetWeb.start(
                WebOptions.builder("https://127.0.0.1:0")
                        .tls(fleet.hubCredentials)
                        .trustProxyHeader("X-User")
                        .build(),
                fleet.fleet);
    }

    @Test
    void certificate_ofAClient_isThatOfAnOperator() throws Exception {
        try (FleetWeb web = secure()) {
            Credentials client = fleet.credentials("client/ops");
            assertThat(status(web, "")).isEqualTo(401);
            assertThat(status(web, "", client)).isEqualTo(200);
            var measure = client(client)
                    .send(
                            HttpRequest.newBuilder(URI.create(web.url() + "api/v1/measurements"))
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(NOTHING_TO_DO))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(measure.statusCode()).isEqualTo(400);
        }
    }

    @Test
    void certificate_ofAnAgent_orOfAnotherFleet_isRefused(@TempDir Path other) throws Exception {
        org.pathtracer.fleet.authority.FleetAuthority.init(other.resolve("ca"))
                .issue(Identity.parse("client/ops"), other.resolve("ops"));
        try (FleetWeb web = secure()) {
            assertThatThrownBy(() -> status(web, "", fleet.credentials("agent/fra-2")))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> status(web, "", Credentials.read(other.resolve("ops"))))
                    .isInstanceOf(IOException.class);
        }
    }

    /** Its connection stays, and what it asks for next is refused. */
    @Test
    void certificate_thatIsRevoked_isCutOff() throws Exception {
        try (FleetWeb web = secure()) {
            HttpClient client = client(fleet.credentials("client/stolen"));
            HttpRequest request = HttpRequest.newBuilder(URI.create(web.url())).build();
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
            fleet.authority().revoke(Identity.parse("client/stolen"));
            Path list = fleet.folder("hub/one").resolve("revoked.crl");
            Files.copy(folder.resolve("ca/revoked.crl"), list);
            Files.setLastModifiedTime(list, FileTime.fromMillis(1));
            long began = System.nanoTime();
            int status = 200;
            while (status == 200 && System.nanoTime() - began < 30_000_000_000L) {
                status = client.send(request, BodyHandlers.ofString()).statusCode();
            }
            assertThat(status).isEqualTo(401);
        }
    }

    @Test
    void options_thatLetNoneIn_orAll_areRefused() {
        assertThatThrownBy(() -> WebOptions.builder("nowhere"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("is not ADDRESS:PORT");
        assertThatThrownBy(() -> WebOptions.builder("http://192.0.2.1:80").build())
                .hasMessageContaining("there is no log-in");
        assertThatThrownBy(() -> WebOptions.builder("192.0.2.1:80").build())
                .hasMessageContaining("takes a certificate");
        assertThatThrownBy(() -> WebOptions.builder("127.0.0.1:0").operator("a").build())
                .hasMessageContaining("users of a proxy");
        assertThatThrownBy(() -> WebOptions.builder("http://192.0.2.1:80")
                        .anyoneMeasures(true)
                        .build())
                .hasMessageContaining("loopback");
        assertThatThrownBy(() -> WebOptions.builder("127.0.0.1:0").proxy("proxy.example"))
                .hasMessageContaining("is not an IP address");
        assertThatThrownBy(() -> WebOptions.builder("127.0.0.1:0").trustProxyHeader("a b"))
                .hasMessageContaining("name of a header");
    }

    @Test
    void portThatIsTaken_isSaid() {
        try (FleetWeb web = fleet.web(options -> options)) {
            assertThatThrownBy(() -> FleetWeb.start(
                            WebOptions.builder(
                                            "127.0.0.1:" + URI.create(web.url()).getPort())
                                    .build(),
                            fleet.fleet))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("can't listen");
        }
    }
}
