// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return FleetMain.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    @Test
    void demo_showsWhichWayLosesPackets() {
        assertThat(run("fleet", "demo")).as(err.toString()).isZero();
        assertThat(out.toString().lines().filter(line -> line.startsWith("sin-1")))
                .first()
                .asString()
                .contains(" 0.0%", "198.51.100.5");
        assertThat(out.toString().lines().filter(line -> line.startsWith("fra-1")))
                .first()
                .asString()
                .doesNotContain(" 0.0%")
                .contains("198.51.100.1  198.51.100.5  203.0.113.1  203.0.113.80");
        assertThat(out.toString())
                .contains("at fault: 198.51.100.1 -> 198.51.100.5, or 198.51.100.5 -> 198.51.100.1: ")
                .contains("on the 4 paths across it, 4 of which lost some");
    }

    @Test
    void authority_issuesAndRevokes(@TempDir Path folder) {
        String ca = folder.resolve("ca").toString();
        Path into = folder.resolve("fra-1");
        assertThat(run("fleet", "ca", "init", ca)).isZero();
        assertThat(run("fleet", "ca", "init", ca)).isEqualTo(2);
        assertThat(err.toString()).contains("has an authority already");
        assertThat(run("fleet", "ca", "issue", ca, "agent/fra-1", into.toString()))
                .isZero();
        assertThat(into).isDirectoryContaining(file -> file.endsWith("fleet.key"));
        assertThat(run("fleet", "ca", "revoke", ca, "agent/fra-1")).isZero();
        assertThat(Files.exists(folder.resolve("ca/revoked.crl"))).isTrue();
        assertThat(run("fleet", "ca", "revoke", ca, "agent/unknown")).isEqualTo(2);
        assertThat(err.toString()).contains("no certificate was issued to agent/unknown");
    }

    @Test
    void badInput_isASentence(@TempDir Path folder) {
        assertThat(run("fleet", "list", "--tls", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("can't be used", "fleet ca issue");
        assertThat(run("agent", "--tls", folder.toString(), "--hub", "nowhere")).isEqualTo(2);
        assertThat(run("fleet")).isEqualTo(2);
        assertThat(err.toString()).contains("a command is missing: list, trace");
    }

    @Test
    void badStoreOrSchedule_isASentence(@TempDir Path folder) {
        String ca = folder.resolve("ca").toString();
        String hub = folder.resolve("hub").toString();
        String client = folder.resolve("client").toString();
        run("fleet", "ca", "init", ca);
        run("fleet", "ca", "issue", ca, "hub/one", hub);
        run("fleet", "ca", "issue", ca, "client/ops", client);
        assertThat(run("hub", "--tls", hub, "--keep-outcomes", "3")).isEqualTo(2);
        assertThat(err.toString()).contains("nothing to keep without --store");
        assertThat(run("hub", "--tls", hub, "--store", "fleet.db")).isEqualTo(2);
        assertThat(err.toString()).contains("jdbc:sqlite:FILE");
        assertThat(run("fleet", "schedule", "add", "shop", "ping", "--tls", client))
                .isEqualTo(2);
        assertThat(err.toString()).contains("either targets or --mesh");
        assertThat(run("fleet", "schedule", "add", "shop", "trace", "a", "b", "--tls", client))
                .isEqualTo(2);
        assertThat(err.toString()).contains("only a ping has several targets");
        assertThat(run("fleet", "schedule")).isEqualTo(2);
        assertThat(err.toString()).contains("a command is missing: add, list or remove");
    }

    @Test
    void hubThatIsNotThere_isSaid(@TempDir Path folder) {
        String ca = folder.resolve("ca").toString();
        String tls = folder.resolve("client").toString();
        run("fleet", "ca", "init", ca);
        run("fleet", "ca", "issue", ca, "client/ops", tls);
        assertThat(run("fleet", "trace", "203.0.113.80", "--tls", tls, "--hub", "127.0.0.1:1"))
                .isEqualTo(3);
        assertThat(err.toString()).contains("no hub of the fleet answers");
    }

    @Test
    void optionsOfPages_takePages_andALogIn(@TempDir Path folder) {
        String ca = folder.resolve("ca").toString();
        String tls = folder.resolve("hub").toString();
        run("fleet", "ca", "init", ca);
        run("fleet", "ca", "issue", ca, "hub/one", tls);
        assertThat(run("hub", "--tls", tls, "--public-read")).isEqualTo(2);
        assertThat(err.toString()).contains("are about pages: add --web");
        assertThat(run("hub", "--tls", tls, "--web", "here")).isEqualTo(2);
        assertThat(err.toString()).contains("is not ADDRESS:PORT");
        assertThat(run("hub", "--tls", tls, "--web", "http://192.0.2.1:7402")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no log-in");
        assertThat(run("hub", "--tls", tls, "--web", "127.0.0.1:7402", "--operator", "olga"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("say which header names them");
    }
}
