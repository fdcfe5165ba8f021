// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.InvalidRequestException;

/** Files of TLS and users. */
class WebConfigReaderTest {
    private static final String HASH = "$2b$06$8MqZ1dCJhke4ak0mBJ65EukzOjHJxy9zqalTm0ravJlT352qZtW9O";

    @TempDir
    private Path folder;

    private WebConfig read(String text) throws IOException {
        return WebConfigReader.read(Files.writeString(folder.resolve("web.yml"), text));
    }

    @Test
    void certificateAndUsers_areRead() throws IOException {
        for (String name : new String[] {"a.pem", "a.key", "ca.pem"}) {
            Files.writeString(folder.resolve(name), "");
        }
        WebConfig web = read("""
                tls_server_config:
                  cert_file: a.pem
                  key_file: a.key
                  client_auth_type: RequireAndVerifyClientCert
                  client_ca_file: ca.pem
                  min_version: TLS13
                basic_auth_users:
                  alice: %s
                """.formatted(HASH));
        assertThat(web.tls().orElseThrow().certificate()).isEqualTo(folder.resolve("a.pem"));
        assertThat(web.tls().orElseThrow().clients()).contains(folder.resolve("ca.pem"));
        assertThat(web.tls().orElseThrow().oldest()).isEqualTo("TLSv1.3");
        assertThat(web.users()).containsEntry("alice", HASH);
    }

    @Test
    void emptyFile_isOpen() throws IOException {
        assertThat(read("")).isEqualTo(WebConfig.OPEN);
    }

    @Test
    void allErrors_areToldAtOnceWithTheirLines() {
        assertThatThrownBy(() -> read("""
                        tls_server_config:
                          cert_file: none.pem
                          min_version: TLS10
                          cipher: x
                        basic_auth_users:
                          alice: secret
                        http2: true
                        """))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll(
                        "web.yml:2: tls_server_config.cert_file:",
                        "none.pem is not a file that can be read",
                        "tls_server_config.key_file: is missing",
                        "web.yml:3: tls_server_config.min_version: must be TLS12 or TLS13",
                        "web.yml:4: tls_server_config.cipher: is not a known key",
                        "web.yml:6: basic_auth_users.alice: must be a bcrypt hash",
                        "web.yml:7: http2: is not a known key");
    }

    @Test
    void textThatIsNoYaml_isASentence() {
        assertThatThrownBy(() -> read("a: [")).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> read("[[[[")).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> read("users")).hasMessageContaining("must have keys and values");
        assertThatThrownBy(() -> read("&a [*a]")).isInstanceOf(InvalidRequestException.class);
    }
}
