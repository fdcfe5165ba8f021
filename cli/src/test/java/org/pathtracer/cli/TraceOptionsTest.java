// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.pathtracer.FlowMethod;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.ProbeOptions;
import org.pathtracer.Protocol;
import org.pathtracer.Target;
import org.pathtracer.TraceRequest;
import org.pathtracer.cli.trace.TraceOptions;
import picocli.CommandLine;

/** Options of the command line become those of the request. */
class TraceOptionsTest {
    @Test
    void portsAndFlows_reachTheRequest() {
        ProbeOptions options = probe("--udp", "--port", "53", "--source-port", "4711", "--flow-method", "classic");
        assertThat(options.protocol()).isEqualTo(Protocol.UDP);
        assertThat(options.destinationPort()).isEqualTo(53);
        assertThat(options.sourcePort()).isEqualTo(OptionalInt.of(4711));
        assertThat(options.flowMethod()).isEqualTo(FlowMethod.CLASSIC);
        assertThat(probe("-T", "-p", "443").destinationPort()).isEqualTo(443);
        assertThat(probe("-6", "--flow-label", "0xbeef").flowLabel()).isEqualTo(OptionalInt.of(0xbeef));
    }

    @Test
    void nothingGiven_isTheLibrarysDefault() {
        assertThat(probe("-U").destinationPort()).isEqualTo(33_434);
        assertThat(probe("-T").destinationPort()).isEqualTo(80);
        assertThat(probe().flowMethod()).isEqualTo(FlowMethod.PARIS);
        assertThat(probe().sourcePort()).isEmpty();
        assertThat(probe().flowLabel()).isEmpty();
    }

    @Test
    void contradiction_isRefused() {
        assertThatThrownBy(() -> probe("-p", "80")).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> probe("-4", "--flow-label", "1")).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> probe("-6", "--flow-method", "dublin")).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void lossAndPacing_reachTheRequest() {
        assertThat(request("--diagnose-loss").diagnoseLoss()).isTrue();
        assertThat(request("--no-pacing").pacing()).isFalse();
        assertThat(request().diagnoseLoss()).isFalse();
        assertThat(request().pacing()).isTrue();
    }

    private static ProbeOptions probe(String... options) {
        return request(options).probe();
    }

    private static TraceRequest request(String... options) {
        return CommandLine.populateCommand(new TraceOptions(), options).request(Target.of("target.example"));
    }
}
