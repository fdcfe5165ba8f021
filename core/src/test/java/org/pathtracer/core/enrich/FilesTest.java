// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.enrich.Location;
import org.pathtracer.enrich.NetworkLabel;
import org.pathtracer.enrich.Origin;

/** Files that users give: databases and lists of networks. */
class FilesTest {
    @TempDir
    private Path folder;

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (java.net.UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private MaxMindFile database(MaxMindWriter writer) {
        return MaxMindFile.open(writer.write(folder.resolve("test.mmdb")));
    }

    @Test
    void origins_comeWithTheirPrefix() {
        try (MaxMindFile file = database(new MaxMindWriter()
                .add("8.8.0.0/16", MaxMindWriter.asn(15169, "GOOGLE"))
                .add("2606:4700::/32", MaxMindWriter.asn(4_294_967_295L, "Größtes")))) {
            Origin ipv4 = file.origin(address("8.8.4.4")).orElseThrow();
            assertThat(ipv4.asns()).containsExactly(15169L);
            assertThat(ipv4.asName()).contains("GOOGLE");
            assertThat(ipv4.prefix().orElseThrow()).hasToString("8.8.0.0/16");
            Origin ipv6 = file.origin(address("2606:4700::1")).orElseThrow();
            assertThat(ipv6.asns()).containsExactly(4_294_967_295L);
            assertThat(ipv6.asName()).contains("Größtes");
            assertThat(ipv6.prefix().orElseThrow().length()).isEqualTo(32);
            assertThat(file.origin(address("9.9.9.9"))).isEmpty();
            assertThat(file.location(address("8.8.4.4"))).isEmpty();
        }
    }

    @Test
    void locations_haveWhatTheFileHas() {
        try (MaxMindFile file = database(new MaxMindWriter()
                .add("8.8.0.0/16", MaxMindWriter.city("CH", "Zürich", 47.5, -8.25))
                .add("9.9.9.0/24", Map.of("country", Map.of("iso_code", "US")))
                .add("1.1.1.0/24", Map.of("location", Map.of("latitude", 91.0)))
                .add("1.1.2.0/24", Map.of("country", "no map", "city", 7L)))) {
            assertThat(file.location(address("8.8.4.4")))
                    .contains(new Location(
                            Optional.of("CH"),
                            Optional.of("Zürich"),
                            OptionalDouble.of(47.5),
                            OptionalDouble.of(-8.25)));
            assertThat(file.location(address("9.9.9.9")).orElseThrow().country())
                    .contains("US");
            assertThat(file.location(address("1.1.1.1"))).isEmpty();
            assertThat(file.location(address("1.1.2.1"))).isEmpty();
            assertThat(file.origin(address("9.9.9.9"))).isEmpty();
        }
    }

    @Test
    void fileThatIsNoDatabase_isRefusedWithASentence() throws Exception {
        assertThatThrownBy(() -> MaxMindFile.open(folder.resolve("missing")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("can't be used as a database");
        Path other = Files.writeString(folder.resolve("other"), "no database".repeat(100));
        assertThatThrownBy(() -> MaxMindFile.open(other))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("can't be used as a database");
    }

    @Test
    void damagedDatabase_isToldAndNothingElse() throws Exception {
        Path good = new MaxMindWriter()
                .add("8.8.0.0/16", MaxMindWriter.asn(15169, "GOOGLE"))
                .write(folder.resolve("good"));
        byte[] bytes = Files.readAllBytes(good);
        for (int i = 0; i < bytes.length; i += 7) {
            byte[] damaged = bytes.clone();
            Arrays.fill(damaged, i, Math.min(bytes.length, i + 4), (byte) 0xff);
            Path file = Files.write(folder.resolve("damaged" + i), damaged);
            try (MaxMindFile database = MaxMindFile.open(file)) {
                database.origin(address("8.8.8.8"));
            } catch (InvalidRequestException | UncheckedIOException e) {
                assertThat(e).hasMessageContaining("damaged" + i);
            }
        }
    }

    @Test
    void networkList_namesTheLongestPrefix() throws Exception {
        NetworkList list = NetworkList.read(Files.write(
                folder.resolve("list"),
                List.of(
                        "# peering networks",
                        "",
                        "80.81.192.0/21  ixp  DE-CIX Frankfurt   # comment",
                        "2001:7f8::/64 IXP DE-CIX v6",
                        "104.16.0.0/13 cdn Cloudflare",
                        "104.16.5.0/24 cloud A part #7")));
        assertThat(list.label(address("80.81.193.1")))
                .contains(new NetworkLabel(NetworkLabel.Kind.IXP, "DE-CIX Frankfurt"));
        assertThat(list.label(address("2001:7f8::1")).orElseThrow().name()).isEqualTo("DE-CIX v6");
        assertThat(list.label(address("104.17.0.1")).orElseThrow().kind()).isEqualTo(NetworkLabel.Kind.CDN);
        assertThat(list.label(address("104.16.5.1"))).contains(new NetworkLabel(NetworkLabel.Kind.CLOUD, "A part"));
        assertThat(list.label(address("9.9.9.9"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "80.81.192.0/21 | line 2: it needs a prefix",
                "80.81.192.0/21 ixp | line 2: it needs a prefix",
                "80.81.192.0/33 ixp A | line 2: \"80.81.192.0/33\" is not a prefix",
                "example.com ixp A | line 2: \"example.com\" is not a prefix",
                "80.81.192.0/21 isp A | line 2: \"isp\" is none of ixp, cdn, cloud",
            })
    void mistakeInAList_isToldWithItsLine(String line, String sentence) throws Exception {
        Path file = Files.write(folder.resolve("list"), List.of("# list", line));
        assertThatThrownBy(() -> NetworkList.read(file))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void listThatCannotBeRead_isRefused() throws Exception {
        assertThatThrownBy(() -> NetworkList.read(folder.resolve("missing")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("can't be read");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(() -> NetworkList.read(binary)).isInstanceOf(InvalidRequestException.class);
        Path long1 = Files.writeString(folder.resolve("long"), "x".repeat(2000));
        assertThatThrownBy(() -> NetworkList.read(long1)).hasMessageContaining("longer than 1000");
    }
}
