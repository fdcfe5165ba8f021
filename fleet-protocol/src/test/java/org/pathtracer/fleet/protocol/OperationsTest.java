// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.AdaptiveTimeout;
import org.pathtracer.AddressFamily;
import org.pathtracer.DiagnoseRequest;
import org.pathtracer.FlowMethod;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.MultipathRequest;
import org.pathtracer.PathMtuRequest;
import org.pathtracer.PingRequest;
import org.pathtracer.Protocol;
import org.pathtracer.Request;
import org.pathtracer.TraceRequest;
import org.pathtracer.fleet.wire.Operation;
import org.pathtracer.multipath.MultipathAlgorithm;
import org.pathtracer.ping.TargetResults;

/** No option gets lost on its way to a vantage point. */
class OperationsTest {
    private static final AdaptiveTimeout RULE = new AdaptiveTimeout(true, 4, 5, Duration.ofMillis(7));

    static Stream<Request<?, ?>> requests() {
        return Stream.of(
                TraceRequest.to("192.0.2.1").build(),
                TraceRequest.to("192.0.2.1")
                        .protocol(Protocol.UDP)
                        .family(AddressFamily.IPV4)
                        .port(53)
                        .flow(7)
                        .size(100)
                        .trafficClass(8)
                        .dontFragment(true)
                        .flowMethod(FlowMethod.DUBLIN)
                        .rateLimit(50)
                        .maxConcurrency(9)
                        .deadline(Duration.ofSeconds(9))
                        .firstHop(2)
                        .maxHops(20)
                        .queries(4)
                        .retries(1)
                        .gapLimit(6)
                        .timeout(Duration.ofMillis(900))
                        .adaptiveTimeout(RULE)
                        .sequential(true)
                        .pacing(false)
                        .diagnoseLoss(true)
                        .enrichment(false)
                        .build(),
                TraceRequest.to("2001:db8::1")
                        .protocol(Protocol.TCP)
                        .sourcePort(40_000)
                        .flowLabel(5)
                        .reverseDns(false)
                        .build(),
                PingRequest.toAll(List.of("192.0.2.1", "192.0.2.2"))
                        .count(9)
                        .interval(Duration.ofMillis(3))
                        .period(Duration.ofMillis(30))
                        .timeout(Duration.ofMillis(300))
                        .ttl(9)
                        .keptReplies(4)
                        .targetResults(TargetResults.STREAMED)
                        .build(),
                PathMtuRequest.to("192.0.2.1").build(),
                PathMtuRequest.to("192.0.2.1")
                        .minSize(100)
                        .maxSize(1400)
                        .queries(2)
                        .timeout(Duration.ofMillis(300))
                        .build(),
                MultipathRequest.to("192.0.2.1").build(),
                MultipathRequest.to("192.0.2.1")
                        .nodeConfidence(0.9)
                        .seed(4)
                        .leastShare(0.5)
                        .algorithm(MultipathAlgorithm.MDA)
                        .firstHop(2)
                        .maxHops(9)
                        .maxWidth(16)
                        .flows(99)
                        .maxProbes(999)
                        .neighbours(3)
                        .retries(1)
                        .gapLimit(2)
                        .timeout(Duration.ofMillis(700))
                        .adaptiveTimeout(RULE)
                        .thrifty(true)
                        .aliases(true)
                        .enrichment(false)
                        .build(),
                MultipathRequest.to("192.0.2.1").flow(3).build(),
                DiagnoseRequest.to("192.0.2.1").build(),
                DiagnoseRequest.to("192.0.2.1")
                        .family(AddressFamily.IPV4)
                        .udp(53)
                        .deadline(Duration.ofSeconds(4))
                        .build());
    }

    @ParameterizedTest
    @MethodSource("requests")
    void request_arrivesWithAllOptions(Request<?, ?> request) throws Exception {
        Operation operation = Operation.parseFrom(Operations.of(request).toByteArray());
        Request<?, ?> back = Operations.request(operation, operation.getTargetsList());
        assertThat(options(back)).isEqualTo(options(request));
    }

    /** All that a request tells of itself. */
    private static Map<String, Object> options(Request<?, ?> request) throws ReflectiveOperationException {
        Map<String, Object> options = new TreeMap<>();
        for (Method method : request.getClass().getMethods()) {
            if (method.getParameterCount() == 0
                    && !Modifier.isStatic(method.getModifiers())
                    && method.getDeclaringClass() != Object.class
                    && !method.isBridge()) {
                options.put(method.getName(), method.invoke(request));
            }
        }
        options.remove("hashCode");
        return options;
    }

    @Test
    void requestOfANewerVersion_saysWhatToUpgrade() {
        Operation unknown = Operation.getDefaultInstance();
        assertThatThrownBy(() -> Operations.request(unknown, List.of("192.0.2.1")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("upgrade its agent");
        Operation.Builder protocol = Operations.of(TraceRequest.to("192.0.2.1").build()).toBuilder();
        protocol.getProbeBuilder().setProtocol("SCTP");
        assertThatThrownBy(() -> Operations.request(protocol.build(), List.of("192.0.2.1")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("does not know the protocol SCTP");
    }

    @Test
    void requestOutOfRange_isRefused() {
        Operation.Builder operation = Operations.of(TraceRequest.to("192.0.2.1").build()).toBuilder();
        operation.getTraceBuilder().setQueries(-1);
        assertThatThrownBy(() -> Operations.request(operation.build(), List.of("192.0.2.1")))
                .isInstanceOf(InvalidRequestException.class);
    }
}
