// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.exporter.kind.Kind;

/** Configurations: what they mean, and what is said of those with errors. */
class ConfigReaderTest {
    @TempDir
    private Path folder;

    private Config read(String text) throws IOException {
        return ConfigReader.read(Files.writeString(folder.resolve("c.toml"), text));
    }

    @Test
    void targets_haveTheirOwnSettingsAndOtherwiseThoseOfTheirKind() throws IOException {
        Config config = read("""
                listen = "[::1]:0"
                [module.web]
                kind = "ping"
                protocol = "tcp"
                port = 443
                [[target]]
                host = ["192.0.2.1", "192.0.2.2"]
                labels = { site = "berlin" }
                [[target]]
                name = "shop"
                host = "shop.example"
                module = "web"
                interval = "1.5s"
                jitter = "0s"
                [[target]]
                host = "shop.example"
                module = "multipath"
                """);
        assertThat(config.listen()).isEqualTo(new Config.Listen("::1", 0));
        assertThat(config.labels()).containsExactly("site");
        assertThat(config.targets())
                .extracting(TargetEntry::name, target -> target.module().kind(), TargetEntry::interval)
                .containsExactly(
                        tuple("192.0.2.1", Kind.PING, Duration.ofSeconds(10)),
                        tuple("192.0.2.2", Kind.PING, Duration.ofSeconds(10)),
                        tuple("shop", Kind.PING, Duration.ofMillis(1500)),
                        tuple("shop.example", Kind.MULTIPATH, Duration.ofHours(1)));
        assertThat(config.targets().get(0).jitter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.targets().get(2).jitter()).isZero();
    }

    @Test
    void emptyFile_measuresNothingButProbesOnRequest() throws IOException {
        Config config = read("");
        assertThat(config.targets()).isEmpty();
        assertThat(config.modules().keySet())
                .containsExactlyElementsOf(List.of("ping", "trace", "mtu", "multipath", "dns", "probe", "bufferbloat"));
        assertThat(config.listen().port()).isEqualTo(9474);
    }

    @Test
    void allErrors_areToldAtOnceWithTheirLines() {
        assertThatThrownBy(() -> read("""
                        liste = "localhost:1"
                        [module.https]
                        kind = "pong"
                        [module.x]
                        kind = "trace"
                        max-hops = 0
                        querys = 3
                        [[target]]
                        host = "a"
                        interval = "10"
                        [[target]]
                        module = "y"
                        """))
                .isInstanceOf(InvalidRequestException.class)
                .extracting(e -> e.getMessage().lines().toList().toString())
                .asString()
                .contains(
                        "there are 7 errors",
                        "c.toml:1: liste: is not a known key; did you mean listen?",
                        "c.toml:3: module.https.kind: \"pong\" is not a kind; did you mean ping?",
                        "c.toml:6: module.x.max-hops: max hops is 0, but must be from 1 to 255",
                        "c.toml:7: module.x.querys: is not a known key; did you mean queries?",
                        "c.toml:10: target.interval: must be a number and its unit",
                        "c.toml:11: target.host: is missing",
                        "c.toml:12: target.module: there is no module y");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "listen = \"localhost\"| must be ADDRESS:PORT",
                "listen = \"a:70000\"| must be ADDRESS:PORT",
                "rate-limit = 0| must be from 1 to 1000000, but is 0",
                "target = 3| [[target]]",
                "[otlp]| url: is missing",
                "otlp.url = \"ftp://a/\"| must begin with http:// or https://",
                "[[target]]%nhost = \"\"| target",
                "[[target]]%nhost = \"a b\"| a b",
                "[[target]]%nhost = [\"a\", \"a\"]| there is a target a with module ping before",
                "[[target]]%nhost = [\"a\", \"b\"]%nname = \"c\"| is for one host",
                "[[target]]%nhost = \"a\"%ninterval = \"1ms\"| must be 100 ms or longer",
                "[[target]]%nhost = \"a\"%ninterval = \"1s\"%njitter = \"2s\"| must not be longer than the interval",
                "[[target]]%nhost = \"a\"%nlabels = { ttl = \"1\" }| is a label of the exporter itself",
                "[[target]]%nhost = \"a\"%nlabels = { a-b = \"1\" }| is no name of a label",
                "[[target]]%nhost = \"a\"%nmodule = \"probe\"| begin with https://",
                "[[target]]%nhost = \"tcp://a\"%nmodule = \"probe\"| a port is missing",
                "[[target]]%nhost = \"http://u:p@a/\"%nmodule = \"probe\"| user information",
                "[[target]]%nhost = \"http://a/\"%nmodule = \"bufferbloat\"| https://",
                "[module.m]%nkind = \"mtu\"%nprotocol = \"tcp\"| TCP",
                "[module.m]%nkind = \"ping\"%nprotocol = \"sctp\"| must be one of icmp, udp, tcp",
                "a = [| c.toml:",
            })
    void badConfiguration_isRefusedWithASentence(String text, String sentence) {
        assertThatThrownBy(() -> read(text.replace("%n", "\n")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void missingFile_isASentence() {
        assertThatThrownBy(() -> ConfigReader.read(folder.resolve("none.toml")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("there is no such file");
    }
}
