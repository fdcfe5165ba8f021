// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;
import org.pathtracer.samples.Schemas;

/** The real command, asking real servers: BIND, coturn, nginx. */
@InLab(tools = {"named", "turnserver", "nginx", "stdbuf"})
@SameForAllUsers
class RealServersIT extends CommandInLab {
    private static final String PUBLIC = "93.184.216.34";
    private static final String NAME_SERVER = "127.0.0.1:" + RealServers.DNS;

    @TempDir
    private Path folder;

    private RealServers servers;

    @BeforeEach
    void openServers() {
        servers = new RealServers(folder);
    }

    @AfterEach
    void closeServers() {
        servers.close();
    }

    private JsonNode json(String schema, String... line) {
        CommandResult result = run(line);
        assertThat(result.exitCode()).as(result.stderr() + result.stdout()).isZero();
        return Schemas.valid(schema, result.stdout());
    }

    private void ip(String node, String... arguments) {
        String[] line = new String[arguments.length + 1];
        line[0] = "ip";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        lab.exec(node, line).expectSuccess();
    }

    /** A target with a public address, behind one router; no packet leaves the lab. */
    private void openPublic() {
        open(Lab.chain(1));
        ip(Lab.TARGET, "address", "add", PUBLIC + "/32", "dev", "lo");
        ip(Lab.router(1), "route", "add", PUBLIC + "/32", "via", text(lab.target(Family.V4)));
        ip(Lab.CLIENT, "route", "add", PUBLIC + "/32", "via", labHops(Family.V4).get(0));
    }

    @Test
    void bind_tellsNamesAndNetworksOfATrace() {
        openPublic();
        servers.bind("""
                34.216.184.93.v4.asn TXT "15133 64500 | 93.184.216.0/24 | US | arin | 2008-06-02"
                AS15133.asn TXT "15133 | US | arin | 2000-01-01 | TARGET, US"
                """, "34 PTR www.target.test.\n");
        JsonNode trace = json(
                "trace-1.json",
                "trace",
                "--json",
                "--asn",
                "--asn-zones",
                "v4.asn.test,v6.asn.test,asn.test",
                "--dns-server",
                NAME_SERVER,
                PUBLIC);
        JsonNode last = trace.at("/hops/1/responders/0");
        assertThat(last.at("/hostname").asText()).isEqualTo("www.target.test");
        assertThat(last.at("/asns").toString()).isEqualTo("[15133,64500]");
        assertThat(last.at("/asName").asText()).isEqualTo("TARGET, US");
        assertThat(last.at("/prefix").asText()).isEqualTo("93.184.216.0/24");
        assertThat(last.at("/segment").asText()).isEqualTo("destination");
        assertThat(trace.at("/hops/0/responders/0/segment").asText()).isEqualTo("lan");
    }

    @Test
    void bind_answersOverTcpWhatIsTooLong() {
        open(Lab.chain(1));
        servers.bind("long TXT " + "\"%s\" ".formatted("x".repeat(250)).repeat(200) + "\n", "");
        JsonNode answer = json("dns-1.json", "dns", "--json", "TXT", "long.test", "--server", NAME_SERVER);
        assertThat(answer.at("/channel").asText()).isEqualTo("tcp");
        assertThat(answer.at("/authoritative").asBoolean()).isTrue();
        assertThat(answer.at("/answers/0/texts").size()
                        + answer.at("/answers/0/strings").size())
                .isEqualTo(200);
        JsonNode probe = json(
                "probe-1.json",
                "probe",
                "dns",
                "127.0.0.1",
                "-p",
                "" + RealServers.DNS,
                "--type",
                "SOA",
                "--name",
                "test",
                "--json");
        assertThat(probe.at("/status").asText()).isEqualTo("no-error");
        assertThat(run("dns", "A", "missing.test", "--server", NAME_SERVER).exitCode())
                .isEqualTo(1);
    }

    @Test
    void bind_tellsTheAddress() {
        open(Lab.chain(1));
        servers.bind("whoami A 198.51.100.7\nwhoami TXT \"198.51.100.8\"\nother TXT \"no address\"\n", "");
        JsonNode record = toldByBind("missing.test", "other.test/TXT", "whoami.test");
        assertThat(record.at("/address").asText()).isEqualTo("198.51.100.7");
        assertThat(record.at("/translated").asBoolean()).isTrue();
        assertThat(record.at("/failures")).hasSize(2);
        assertThat(record.at("/failures/0/sentence").asText()).contains("NO_SUCH_NAME");
        assertThat(record.at("/failures/1/sentence").asText()).contains("is no address");
        JsonNode text = toldByBind("whoami.test/TXT");
        assertThat(text.at("/address").asText()).isEqualTo("198.51.100.8");
    }

    private JsonNode toldByBind(String... names) {
        List<String> line = new ArrayList<>(List.of("public-ip", "--json", "-4"));
        for (String name : names) {
            line.addAll(List.of("--dns", NAME_SERVER + "/" + name));
        }
        return json("public-ip-1.json", line.toArray(String[]::new));
    }

    @Test
    void coturn_tellsTheAddress() {
        open(Lab.chain(1));
        // A loopback address would be refused: it can't be the public one.
        ip(Lab.CLIENT, "address", "add", PUBLIC + "/32", "dev", "lo");
        servers.coturn(PUBLIC);
        JsonNode own = json("public-ip-1.json", "public-ip", "--json", "--stun", PUBLIC + ":" + RealServers.STUN);
        assertThat(own.at("/address").asText()).isEqualTo(PUBLIC);
        assertThat(own.at("/translated").asBoolean()).isFalse();
        assertThat(own.at("/failures")).isEmpty();
    }

    @Test
    void nginx_isTimedAndItsCertificateJudged() {
        open(Lab.chain(1));
        servers.nginx();
        String port = Integer.toString(RealServers.HTTPS);
        JsonNode page = json("probe-1.json", "probe", "http", "--json", "https://127.0.0.1:" + port + "/");
        assertThat(page.at("/statusCode").asInt()).isEqualTo(200);
        assertThat(page.at("/bodyBytes").asInt()).isEqualTo(6);
        for (String phase : List.of("connectMs", "handshakeMs", "firstByteMs", "restMs")) {
            assertThat(page.has(phase)).as(phase).isTrue();
        }
        assertThat(page.at("/headers/server").asText()).startsWith("nginx");
        JsonNode tls = json("probe-1.json", "probe", "tls", "--json", "127.0.0.1", port);
        assertThat(tls.at("/tls/certificates/0/names").toString()).isEqualTo("[\"www.test\",\"127.0.0.1\"]");
        assertThat(tls.at("/tls/trusted").asBoolean()).isFalse();
        assertThat(tls.at("/tls/distrust/kind").asText()).isEqualTo("unknown-issuer");
        assertThat(tls.at("/tls/distrust/sentence").asText()).contains("PKIX");
    }
}
