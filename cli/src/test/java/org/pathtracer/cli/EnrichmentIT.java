// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;

/** Names, networks and segments in the real command, from a name server on the client's loopback. */
@SameForAllUsers
class EnrichmentIT extends CommandInLab {
    private static final String PUBLIC = "93.184.216.34";

    private final NameServer server = new NameServer(
            "1.1.77.10.in-addr.arpa 600 PTR gateway.lab.test.",
            "1.2.77.10.in-addr.arpa 600 PTR \\027[31mevil\\010.test.",
            "34.216.184.93.in-addr.arpa 600 PTR www.target.test.",
            "34.216.184.93.v4.asn.test 600 TXT \"15133 | 93.184.216.0/24 | US | ripencc | 2008-06-02\"",
            "AS15133.asn.test 600 TXT \"15133 | US | arin | 2000-01-01 | TARGET, US\"");

    @AfterEach
    void closeServer() {
        server.close();
    }

    private String local() {
        return text(lab.target(Family.V4));
    }

    /** A host with a public address, behind one router; no packet leaves the lab. */
    private void openPublic() {
        open(Lab.chain(1));
        for (String[] line : List.of(
                new String[] {Lab.TARGET, "address", "add", PUBLIC + "/32", "dev", "lo"},
                new String[] {Lab.router(1), "route", "add", PUBLIC + "/32", "via", local()},
                new String[] {
                    Lab.CLIENT,
                    "route",
                    "add",
                    PUBLIC + "/32",
                    "via",
                    text(lab.hops(Family.V4).get(0))
                })) {
            CommandResult result = lab.exec(line[0], "ip", line[1], line[2], line[3], line[4], line[5]);
            assertThat(result.exitCode()).as(result.stderr()).isZero();
        }
    }

    @Test
    void names_standInTheirLinesAndAreHarmless() {
        open(Lab.chain(2));
        CommandResult result = run("trace", "--local-names", "--dns-server", server.address(), local());
        List<String> lines = result.stdout().lines().toList();
        assertThat(lines.get(1)).endsWith("ms  lan          gateway.lab.test");
        assertThat(lines.get(2)).endsWith("ms  lan          \\027[31mevil\\010.test");
        assertThat(lines.get(3)).endsWith("ms  destination");
        assertThat(result.stdout()).doesNotContain("\033", "\b");
        assertThat(result.stderr()).isEmpty();
    }

    @Test
    void privateAddresses_areNotAskedAbout() {
        open(Lab.chain(2));
        JsonNode trace = document(run("trace", "--json", "--asn", "--dns-server", server.address(), local()));
        assertThat(server.asked).isEmpty();
        assertThat(trace.at("/hops/0/responders/0/segment").asText()).isEqualTo("lan");
        assertThat(trace.at("/hops/0/responders/0/hostname").isMissingNode()).isTrue();
        assertThat(trace.at("/enrichment/missing")).isEmpty();
    }

    @Test
    void silentHop_getsItsSegmentFromTheWholePath() {
        open(Lab.chain(3).silent(2));
        CommandResult result = run("trace", local());
        assertThat(result.stdout().lines().toList().get(2)).isEqualTo("  2  *  *  *");
        assertThat(result.stdout()).contains("segments of the whole path: lan 1-3, destination 4");
        assertThat(trace(Family.V4).at("/hops/1/segment").asText()).isEqualTo("lan");
    }

    @Test
    void publicTarget_hasNameAndNetwork() {
        openPublic();
        JsonNode trace = document(run(
                "trace",
                "--json",
                "--asn",
                "--asn-zones",
                "v4.asn.test,v6.asn.test,asn.test",
                "--dns-server",
                server.address(),
                PUBLIC));
        JsonNode target = trace.at("/hops/1/responders/0");
        assertThat(target.get("hostname").asText()).isEqualTo("www.target.test");
        assertThat(target.get("asn").asLong()).isEqualTo(15133);
        assertThat(target.get("asName").asText()).isEqualTo("TARGET, US");
        assertThat(target.get("prefix").asText()).isEqualTo("93.184.216.0/24");
        assertThat(target.get("segment").asText()).isEqualTo("destination");
        assertThat(trace.at("/destination/asn").asLong()).isEqualTo(15133);
        assertThat(run("trace", "--dns-server", server.address(), PUBLIC).stdout())
                .contains("ms  destination  www.target.test");
    }

    @Test
    void withoutNames_noneIsAskedFor() {
        openPublic();
        JsonNode trace = document(run("trace", "--json", "-n", "--dns-server", server.address(), PUBLIC));
        assertThat(server.asked).isEmpty();
        assertThat(trace.at("/hops/1/responders/0/segment").asText()).isEqualTo("destination");
    }

    @Test
    void withoutEnrichment_thereIsNothingButTimes() {
        openPublic();
        JsonNode trace = document(run("trace", "--json", "--no-enrich", PUBLIC));
        assertThat(trace.at("/hops/1/responders/0/segment").isMissingNode()).isTrue();
        assertThat(trace.has("enrichment")).isFalse();
        assertThat(run("trace", "--no-enrich", PUBLIC).stdout().lines().toList().get(2))
                .endsWith(" ms");
    }

    @Test
    void silentServer_delaysNoLongerThanItsDeadline() {
        openPublic();
        server.close();
        JsonNode trace = document(
                run("trace", "--json", "--enrich-deadline", "100ms", "--dns-server", "127.0.0.2:9999", PUBLIC));
        assertThat(trace.get("reached").asBoolean()).isTrue();
        assertThat(trace.at("/enrichment/missing/0/item").asText()).isEqualTo("hostname");
    }

    @Test
    void cacheFile_sparesTheSecondRunItsQuestions(@TempDir Path folder) throws Exception {
        openPublic();
        String cache = folder.resolve("cache").toString();
        String[] line = {"trace", "--json", "--cache", cache, "--dns-server", server.address(), PUBLIC};
        assertThat(document(run(line)).at("/destination/hostname").asText()).isEqualTo("www.target.test");
        int asked = server.asked.size();
        assertThat(document(run(line)).at("/destination/hostname").asText()).isEqualTo("www.target.test");
        assertThat(server.asked).hasSize(asked);
        Files.writeString(Path.of(cache), "damaged");
        CommandResult damaged = run(line);
        assertThat(document(damaged).at("/destination/hostname").asText()).isEqualTo("www.target.test");
        assertThat(damaged.stderr()).contains("is ignored");
        assertThat(server.asked).hasSize(2 * asked);
    }
}
