// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server, asked by the JDK's own client, which checks its certificate. */
class ResponsivenessServerTest {
    @TempDir
    static Path folder;

    private static ResponsivenessServer server;
    private static HttpClient client;

    @BeforeAll
    static void start() throws Exception {
        server = builder().start();
        client = HttpClient.newBuilder()
                .sslContext(trusting(server.certificate()))
                .connectTimeout(Duration.ofSeconds(20))
                .build();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static ResponsivenessServer.Builder builder() {
        return ResponsivenessServer.builder()
                .port(0)
                .address(InetAddress.getLoopbackAddress())
                .certificateFolder(folder);
    }

    private static SSLContext trusting(Path certificate) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null);
        try (var in = Files.newInputStream(certificate)) {
            store.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                        URI.create("https://localhost:" + server.address().getPort() + path))
                .timeout(Duration.ofSeconds(20));
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void document_namesItsOwnObjects() throws Exception {
        HttpResponse<String> answer = get("/.well-known/nq");
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        String base = "https://localhost:" + server.address().getPort();
        assertThat(answer.body())
                .isEqualToIgnoringNewLines("{\"version\":1,\"urls\":{\"large_download_url\":\"" + base
                        + "/large\",\"small_download_url\":\"" + base + "/small\",\"upload_url\":\"" + base
                        + "/upload\",\"large_https_download_url\":\"" + base
                        + "/large\",\"small_https_download_url\":\"" + base + "/small\",\"https_upload_url\":\"" + base
                        + "/upload\"}}");
    }

    @Test
    void clientOfHttp11_isToldThatItNeedsHttp2() throws Exception {
        HttpResponse<String> answer = client.send(
                request("/small").version(HttpClient.Version.HTTP_1_1).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(505);
        assertThat(answer.body()).contains("HTTP/2 only");
    }

    @Test
    void smallObject_isOneByte() throws Exception {
        assertThat(get("/small").body()).hasSize(1);
        assertThat(get("/small?cache=no").statusCode()).isEqualTo(200);
    }

    @Test
    void largeObject_isReadAsFarAsWanted() throws Exception {
        long before = server.bytesSent();
        HttpResponse<java.io.InputStream> answer =
                client.send(request("/large").build(), HttpResponse.BodyHandlers.ofInputStream());
        try (var body = answer.body()) {
            assertThat(body.readNBytes(1_000_000)).hasSize(1_000_000);
        }
        assertThat(answer.headers().firstValue("content-length")).contains("8000000000");
        // What was written is counted a moment later.
        assertThat(server.bytesSent() - before).isGreaterThan(500_000);
    }

    @Test
    void upload_isCountedAndConfirmed() throws Exception {
        long before = server.bytesReceived();
        HttpResponse<Void> answer = client.send(
                request("/upload")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[3_000_000]))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(server.bytesReceived() - before).isEqualTo(3_000_000);
    }

    @Test
    void whatIsNotThere_isRefused() throws Exception {
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(get("/upload").statusCode()).isEqualTo(405);
        HttpRequest delete = request("/small").DELETE().build();
        assertThat(client.send(delete, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(405);
    }

    @Test
    void ownCertificate_isKeptForTheNextTime() throws Exception {
        byte[] before = Files.readAllBytes(server.certificate());
        try (ResponsivenessServer second = builder().start()) {
            assertThat(second.certificate()).isEqualTo(server.certificate());
            assertThat(Files.readAllBytes(second.certificate())).isEqualTo(before);
        }
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(Files.getPosixFilePermissions(folder.resolve("server-key.pem")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void ownCertificate_isReplacedIfItLacksAName(@TempDir Path other) throws Exception {
        byte[] loopback = certificate(other, List.of());
        assertThat(certificate(other, List.of("localhost", "::1"))).isEqualTo(loopback);
        byte[] named = certificate(other, List.of("lab.example", "192.0.2.80", "2001:db8::80"));
        assertThat(named).isNotEqualTo(loopback);
        assertThat(certificate(other, List.of("2001:db8:0::80", "lab.example"))).isEqualTo(named);
        assertThat(certificate(other, List.of())).isEqualTo(named);
    }

    private static byte[] certificate(Path in, List<String> names) throws IOException {
        return Files.readAllBytes(ServerCertificate.selfSigned(in, names).certificate());
    }

    @Test
    void folderOfTheCertificate_isInTheHomeThatIsKnown() {
        assertThat(ServerCertificate.folder("/home/me", "/other")).isEqualTo(Path.of("/home/me/.pathtracer"));
        assertThat(ServerCertificate.folder("?", "/home/me")).isEqualTo(Path.of("/home/me/.pathtracer"));
        assertThatThrownBy(() -> ServerCertificate.folder("?", null))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("no home folder");
    }

    @Test
    void givenCertificate_isShown() {
        try (ResponsivenessServer second = ResponsivenessServer.builder()
                .port(0)
                .certificate(server.certificate(), folder.resolve("server-key.pem"))
                .start()) {
            assertThat(second.certificate()).isEqualTo(server.certificate());
        }
    }

    @Test
    void connectionsBeyondTheLimit_areClosedAtOnce() throws Exception {
        try (ResponsivenessServer small = builder().maxConnections(1).start();
                Socket first =
                        new Socket(small.address().getAddress(), small.address().getPort());
                Socket second =
                        new Socket(small.address().getAddress(), small.address().getPort())) {
            second.setSoTimeout(20_000);
            assertThat(second.getInputStream().read()).isEqualTo(-1);
            assertThat(small.refused()).isEqualTo(1);
            assertThat(small.connections()).isEqualTo(1);
            assertThat(first.isConnected()).isTrue();
        }
    }

    @Test
    void silentConnection_isClosedAfterItsTime() throws Exception {
        try (ResponsivenessServer hasty =
                        builder().idleTime(Duration.ofMillis(100)).start();
                Socket silent =
                        new Socket(hasty.address().getAddress(), hasty.address().getPort())) {
            silent.setSoTimeout(20_000);
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void longConnection_isClosedAfterItsTime() throws Exception {
        try (ResponsivenessServer hasty =
                        builder().connectionTime(Duration.ofMillis(100)).start();
                Socket silent =
                        new Socket(hasty.address().getAddress(), hasty.address().getPort())) {
            silent.setSoTimeout(20_000);
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void nonsenseInsteadOfTls_isNoHarm() throws Exception {
        try (Socket socket =
                new Socket(server.address().getAddress(), server.address().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes());
            socket.getOutputStream().flush();
            while (socket.getInputStream().read() != -1) {
                // An alert, perhaps.
            }
        }
        assertThat(get("/small").statusCode()).isEqualTo(200);
    }

    @Test
    void close_endsConnectionsAndThreadsAndFreesThePort() throws Exception {
        ResponsivenessServer second = builder().start();
        try (Socket open =
                new Socket(second.address().getAddress(), second.address().getPort())) {
            open.setSoTimeout(20_000);
            second.close();
            second.close();
            assertThat(isClosedThere(open)).isTrue();
        }
        try (ResponsivenessServer third =
                builder().port(second.address().getPort()).start()) {
            assertThat(third.address()).isEqualTo(second.address());
        }
    }

    /** By its end, or reset if it was not yet accepted. */
    private static boolean isClosedThere(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() == -1;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        }
    }

    @Test
    void whatCantBe_isSaid() {
        assertThatThrownBy(() -> builder().port(server.address().getPort()).start())
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("can't listen on");
        Path none = folder.resolve("none.pem");
        assertThatThrownBy(() -> builder().certificate(none, none).start())
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("none.pem can't be read");
        assertThatThrownBy(() -> builder()
                        .certificate(server.certificate(), server.certificate())
                        .start())
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("no certificate with its key");
        assertThatThrownBy(() -> builder().port(65_536)).hasMessage("port is 65536, but must be from 0 to 65535");
        assertThatThrownBy(() -> builder().maxConnections(0)).hasMessageContaining("from 1 to 100000");
        assertThatThrownBy(() -> builder().idleTime(Duration.ZERO)).hasMessageContaining("idle time");
        assertThatThrownBy(() -> builder().certificateNames(List.of())).hasMessageContaining("needs a name");
    }
}
