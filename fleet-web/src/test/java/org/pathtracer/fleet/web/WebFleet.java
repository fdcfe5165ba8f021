// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.pathtracer.fleet.Fleet;
import org.pathtracer.fleet.FleetOptions;
import org.pathtracer.fleet.agent.AgentOptions;
import org.pathtracer.fleet.agent.AgentPolicy;
import org.pathtracer.fleet.agent.FleetAgent;
import org.pathtracer.fleet.authority.Credentials;
import org.pathtracer.fleet.authority.FleetAuthority;
import org.pathtracer.fleet.authority.Identity;
import org.pathtracer.fleet.hub.FleetHub;
import org.pathtracer.fleet.hub.HubOptions;
import org.pathtracer.testkit.SimulatedNetwork;
import org.pathtracer.testkit.Topology;

/** A hub with two agents in simulated networks, and pages of them. */
final class WebFleet implements AutoCloseable {
    static final String TARGET = "10.0.0.4";
    static final String HOSTILE = "<img src=x onerror=alert(1)><script>document.title='taken'</script>\"'";
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Path folder;
    private final FleetAuthority authority;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final HttpClient client = HttpClient.newHttpClient();
    final Credentials hubCredentials;
    final Fleet fleet;

    WebFleet(Path folder) throws Exception {
        this.folder = folder;
        authority = FleetAuthority.init(folder.resolve("ca"));
        hubCredentials = credentials("hub/one");
        FleetHub hub = started(FleetHub.start(HubOptions.builder(hubCredentials).build()));
        agent(hub, "fra-1", "eu");
        agent(hub, "nyc-1", HOSTILE);
        fleet = started(Fleet.connect(
                FleetOptions.builder(hubCredentials).hub(hub.address()).build()));
        long began = System.nanoTime();
        while (hub.vantagePoints() < 2) {
            if (System.nanoTime() - began > LONGEST_NANOS) {
                throw new AssertionError("the agents don't attach");
            }
            Thread.onSpinWait();
        }
    }

    private void agent(FleetHub hub, String name, String region) throws IOException {
        started(FleetAgent.start(AgentOptions.builder(credentials("agent/" + name))
                .hub(hub.address())
                .label("region", region.replaceAll("[,=!]", "."))
                .policy(AgentPolicy.builder()
                        .allow("10.0.0.0/24")
                        .packetsPerSecond(100_000)
                        .build())
                .transport(SimulatedNetwork.of(Topology.chain(4, Duration.ofMillis(5)), 1))
                .build()));
    }

    FleetAuthority authority() {
        return authority;
    }

    Path folder(String identity) {
        return folder.resolve(identity.replace('/', '-'));
    }

    Credentials credentials(String identity) throws IOException {
        authority.issue(Identity.parse(identity), folder(identity));
        return Credentials.read(folder(identity));
    }

    /** Pages at a free port of this host. */
    FleetWeb web(UnaryOperator<WebOptions.Builder> options) {
        return started(
                FleetWeb.start(options.apply(WebOptions.builder("127.0.0.1:0")).build(), fleet));
    }

    HttpResponse<String> get(FleetWeb web, String path, String... headers) throws Exception {
        return send(request(web, path, headers).GET());
    }

    HttpResponse<String> post(FleetWeb web, String document, String... headers) throws Exception {
        return send(request(web, "api/v1/measurements", headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(document)));
    }

    static HttpRequest.Builder request(FleetWeb web, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(web.url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
    }

    private <C extends AutoCloseable> C started(C one) {
        started.push(one);
        return one;
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }
}
