// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.fleet.agent.AgentOptions;
import org.pathtracer.fleet.agent.AgentPolicy;
import org.pathtracer.fleet.agent.FleetAgent;
import org.pathtracer.fleet.authority.Credentials;
import org.pathtracer.fleet.authority.FleetAuthority;
import org.pathtracer.fleet.authority.Identity;
import org.pathtracer.fleet.hub.FleetHub;
import org.pathtracer.fleet.hub.HubOptions;
import org.pathtracer.samples.Schemas;

/** The command {@code fleet mesh}, asked of agents in the demo's network. */
@Timeout(120)
class MeshCommandTest {
    private static final long POLL_NANOS = 5_000_000;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Deque<FleetAgent> agents = new ArrayDeque<>();

    @TempDir
    private static Path folder = Path.of("");

    private static FleetAuthority authority;
    private static FleetHub hub;

    @BeforeAll
    static void start() throws IOException {
        authority = FleetAuthority.init(folder.resolve("ca"));
        hub = FleetHub.start(HubOptions.builder(issued("hub/one")).build());
        issued("client/ops");
    }

    @AfterEach
    void endAgents() throws Exception {
        while (!agents.isEmpty()) {
            agents.pop().close();
        }
        await(0);
    }

    @AfterAll
    static void end() {
        hub.close();
    }

    private static Credentials issued(String identity) throws IOException {
        Path into = folder.resolve(identity.replace('/', '-'));
        if (!Files.exists(into)) {
            authority.issue(Identity.parse(identity), into, Duration.ofDays(1));
        }
        return Credentials.read(into);
    }

    private void agent(String place, boolean reachable) throws IOException, InterruptedException {
        AgentOptions.Builder options = AgentOptions.builder(issued("agent/" + place))
                .hub(hub.address())
                .transport(DemoNetwork.from(place));
        if (reachable) {
            options.address(DemoNetwork.address(place));
        }
        attach(options.build());
    }

    private void attach(AgentOptions options) throws InterruptedException {
        agents.push(FleetAgent.start(options));
        await(agents.size());
    }

    private static void await(int vantagePoints) throws InterruptedException {
        while (hub.vantagePoints() != vantagePoints) {
            if (Thread.interrupted()) {
                throw new InterruptedException("there are never %d vantage points".formatted(vantagePoints));
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private int mesh(String... more) {
        String[] all = new String[6 + more.length];
        System.arraycopy(
                new String[] {
                    "fleet", "mesh", "--tls", folder.resolve("client-ops").toString(), "--hub", hub.address()
                },
                0,
                all,
                0,
                6);
        System.arraycopy(more, 0, all, 6, more.length);
        return FleetMain.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }

    @Test
    void document_namesThePlantedLink() throws Exception {
        for (String place : DemoNetwork.PLACES) {
            agent(place, true);
        }
        assertThat(mesh("--probes", "150", "--period", "5", "--json"))
                .as(err.toString())
                .isZero();
        Schemas.valid("fleet-mesh-1.json", out.toString());
        JsonNode mesh = new ObjectMapper().readTree(out.toString());
        assertThat(mesh.get("directions")).hasSize(12);
        assertThat(mesh.at("/location/verdict").asText()).isEqualTo("located");
        JsonNode suspect = mesh.at("/location/faults/0/suspect");
        assertThat(suspect.get("links").toString()).contains("198.51.100.1", "198.51.100.5");
        assertThat(suspect.get("probability").asDouble()).isGreaterThan(0.9);
        assertThat(suspect.get("paths").asInt()).isEqualTo(4);
    }

    /** What can't be reached still measures; and so few probes are no proof that nothing is wrong. */
    @Test
    void vantagePointWithoutAddress_measuresOnly() throws Exception {
        agent("fra-1", true);
        agent("nyc-1", false);
        assertThat(mesh("--probes", "2", "--period", "5")).as(err.toString()).isZero();
        assertThat(out.toString().lines().filter(line -> line.startsWith("nyc-1")))
                .singleElement()
                .asString()
                .contains("0.0% 48.0 ms");
        assertThat(out.toString().lines().filter(line -> line.startsWith("fra-1")))
                .singleElement()
                .asString()
                .matches("fra-1 +-");
        assertThat(out.toString()).contains("More probes are needed to say whether a link is at fault");
    }

    @Test
    void refusal_isSaidForEachPair() throws Exception {
        agent("fra-1", true);
        attach(AgentOptions.builder(issued("agent/nyc-1"))
                .hub(hub.address())
                .address("192.0.2.20")
                .transport(DemoNetwork.from("nyc-1"))
                .policy(AgentPolicy.builder().deny("192.0.2.0/24").build())
                .build());
        assertThat(mesh("--probes", "2", "--period", "5")).isEqualTo(1);
        assertThat(out.toString()).contains("nyc-1 -> fra-1: REFUSED: ");
    }

    @Test
    void badInput_isASentence() throws Exception {
        assertThat(mesh()).isEqualTo(2);
        assertThat(err.toString()).contains("a mesh needs two vantage points, and \"\" selects 0");
        assertThat(mesh("--peers", "9")).isEqualTo(2);
        assertThat(err.toString()).contains("9 peers are not between 3 and 8");
        assertThat(mesh("--probes", "1000", "--deadline", "60")).isEqualTo(2);
        assertThat(err.toString()).contains("take longer than the deadline of 60 s");
        agent("fra-1", false);
        agent("nyc-1", false);
        assertThat(mesh()).isEqualTo(2);
        assertThat(err.toString()).contains("none of the 2 vantage points can be reached: start agents with --address");
    }
}
