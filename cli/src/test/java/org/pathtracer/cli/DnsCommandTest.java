// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.samples.Schemas;

/** {@code pathtracer dns} against a name server on loopback. */
class DnsCommandTest {
    private static final NameServer SERVER = new NameServer(
            "n.test 60 A 192.0.2.9",
            "n.test 60 AAAA 2001:db8::9",
            "n.test 60 NS ns.test.",
            "n.test 60 MX 10 mail.test.",
            "n.test 60 TXT \"two words\" \"\\027[2J\"",
            "n.test 60 SOA ns.test. admin.test. 4294967295 2 3 4 5",
            "n.test 60 SRV 1 2 443 web.test.",
            "n.test 60 HTTPS 1 . alpn=h2,h3 port=8443",
            "n.test 60 CAA 128 issue \"ca.test\"",
            "alias.test 60 CNAME n.test.",
            "9.2.0.192.in-addr.arpa 60 PTR n.test.");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @AfterAll
    static void close() {
        SERVER.close();
    }

    private int run(String... args) {
        List<String> line = new ArrayList<>(List.of("dns"));
        line.addAll(List.of(args));
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false);
        return PathTracerCommand.run(terminal, line.toArray(String[]::new));
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private JsonNode document() {
        return Schemas.valid("dns-1.json", out.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "A     | n.test     | n.test  60  A  192.0.2.9",
                "AAAA  | n.test     | n.test  60  AAAA  2001:db8::9",
                "NS    | n.test     | n.test  60  NS  ns.test",
                "MX    | n.test     | n.test  60  MX  10 mail.test",
                "TXT   | n.test     | n.test  60  TXT  \"two words\" \"?[2J\"",
                "SOA   | n.test     | n.test  60  SOA  ns.test admin.test 4294967295 2 3 4 5",
                "SRV   | n.test     | n.test  60  SRV  1 2 443 web.test",
                "HTTPS | n.test     | n.test  60  HTTPS  1 . alpn=h2,h3 port=8443",
                "CAA   | n.test     | n.test  60  CAA  critical issue ca.test",
                "CNAME | alias.test | alias.test  60  CNAME  n.test",
                "PTR   | 192.0.2.9  | 9.2.0.192.in-addr.arpa  60  PTR  n.test",
                "PTR   | 9.2.0.192.in-addr.arpa | 9.2.0.192.in-addr.arpa  60  PTR  n.test",
            })
    void everyType_isShownAndValidJson(String type, String name, String line) {
        assertThat(run(type, name, "--server", SERVER.address())).isZero();
        assertThat(lines()).hasSize(2).startsWith(line);
        assertThat(lines().get(1)).matches("found, says 127.0.0.1#\\d+ over UDP, .* ms, 1 message");
        out.reset();
        assertThat(run(type, name, "--server", SERVER.address(), "--json")).isZero();
        assertThat(document().at("/answers/0/type").asText()).isEqualTo(type);
        assertThat(document().get("status").asText()).isEqualTo("no-error");
    }

    @Test
    void missingNameOrRecord_isToldAndStatusOne() {
        assertThat(run("A", "other.test", "--server", SERVER.address())).isEqualTo(ExitStatus.NOT_REACHED);
        assertThat(lines().get(0)).startsWith("no such name, says ");
        out.reset();
        assertThat(run("A", "alias.test", "--server", SERVER.address(), "--jsonl"))
                .isEqualTo(ExitStatus.NOT_REACHED);
        assertThat(document().get("answers")).isEmpty();
        assertThat(lines()).hasSize(1);
    }

    @Test
    void noAnswer_isToldAndStatusOne() {
        // A port for root to open: one that was just closed may be another program's by now.
        assertThat(run("A", "n.test", "--server", "127.0.0.1:1", "--attempts", "1", "--json"))
                .isEqualTo(ExitStatus.NOT_REACHED);
        assertThat(Schemas.valid("failure-1.json", out.toString(StandardCharsets.UTF_8))
                        .get("failure")
                        .asText())
                .contains("No name server answered for A n.test");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("No name server answered for A n.test", "port unreachable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X n.test | TYPE is 'X', but must be one of A, NS",
                "A n..test | is not a domain name",
                "A n.test --server dns.test | is not an address",
                "A n.test --server 127.0.0.1:99999 | must be from 1 to 65535",
                "A n.test --doh ftp://x/ | is not a URI like https",
                "A n.test --attempts 0 | attempts is 0",
                "A n.test --timeout 0s | must be more than zero",
            })
    void badInput_getsASentence(String args, String sentence) {
        assertThat(run(args.split(" "))).isEqualTo(ExitStatus.INVALID);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(sentence);
        assertThat(lines()).isEmpty();
    }
}
