// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.interfaces.InterfaceAddress;
import org.pathtracer.interfaces.InterfaceFlag;
import org.pathtracer.interfaces.InterfaceType;
import org.pathtracer.interfaces.LocalInterface;
import org.pathtracer.interfaces.NetworkState;
import org.pathtracer.interfaces.Route;
import org.pathtracer.report.Reports;
import org.pathtracer.samples.Samples;
import org.pathtracer.samples.Schemas;

class InterfacesCommandTest {
    private static final LocalInterface OFFICE = new LocalInterface(
            "office\u001b[2J",
            7,
            InterfaceType.TUNNEL,
            Optional.of("wireguard"),
            Set.of(InterfaceFlag.UP, InterfaceFlag.RUNNING, InterfaceFlag.POINT_TO_POINT),
            OptionalInt.of(1420),
            Optional.empty(),
            List.of(new InterfaceAddress(Samples.address("10.9.0.2"), 24)));
    private static final Route ROUTE = new Route(
            "office",
            Optional.of(Samples.address("10.9.0.2")),
            Optional.of(Samples.address("10.9.0.1")),
            OptionalLong.of(50));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    private final Terminal terminal = new Terminal(print, print, false, false);

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void text_hasALinePerInterfaceAddressAndRoute() {
        String text = Reports.text(new NetworkState(
                List.of(OFFICE), List.of(ROUTE), Map.of(Samples.address("203.0.113.9"), Optional.empty())));
        assertThat(text.lines())
                .containsExactly(
                        "office?[2J  tunnel  (wireguard)  VPN  up  MTU 1420",
                        "    10.9.0.2/24",
                        "default  via 10.9.0.1 dev office from 10.9.0.2 metric 50",
                        "203.0.113.9  no route");
    }

    @Test
    void json_isAsTheSchemaSays() {
        String json = Reports.json(new NetworkState(
                List.of(OFFICE), List.of(ROUTE), Map.of(Samples.address("203.0.113.9"), Optional.of(ROUTE))));
        JsonNode state = Schemas.valid("interfaces-1.json", json);
        assertThat(state.at("/interfaces/0/vpn").asBoolean()).isTrue();
        assertThat(state.at("/interfaces/0/flags").toString()).isEqualTo("[\"up\",\"running\",\"point-to-point\"]");
        assertThat(state.at("/targets/0").toString())
                .isEqualTo("{\"address\":\"203.0.113.9\",\"routed\":true,\"interface\":\"office\","
                        + "\"source\":\"10.9.0.2\",\"gateway\":\"10.9.0.1\",\"metric\":50}");
    }

    @Test
    void command_tellsOfThisHost() {
        assertThat(PathTracerCommand.run(terminal, "interfaces", "--jsonl", "127.0.0.1"))
                .isEqualTo(ExitStatus.DONE);
        JsonNode state = Schemas.valid("interfaces-1.json", printed());
        assertThat(state.at("/targets/0/source").asText()).isEqualTo("127.0.0.1");
    }

    @Test
    void noAddress_isRefused() {
        assertThat(PathTracerCommand.run(terminal, "interfaces", "example.com")).isEqualTo(ExitStatus.INVALID);
        assertThat(printed()).contains("'example.com'");
    }
}
