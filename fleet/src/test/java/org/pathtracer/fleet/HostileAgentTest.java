// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.PathTracer;
import org.pathtracer.PingRequest;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.fleet.hub.FleetHub;
import org.pathtracer.fleet.protocol.Bounds;
import org.pathtracer.fleet.protocol.Documents;
import org.pathtracer.fleet.wire.AgentUp;
import org.pathtracer.fleet.wire.Failure;
import org.pathtracer.fleet.wire.Hello;
import org.pathtracer.fleet.wire.Piece;
import org.pathtracer.fleet.wire.Start;

/** Agents that send what they must not: each harms itself only. */
class HostileAgentTest {
    private TestFleet fleet;
    private FleetHub hub;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        fleet = new TestFleet(folder);
        // Silent agents are not what is tested here, but for one test.
        hub = fleet.hub("one", options -> options.heartbeat(Duration.ofSeconds(30)));
    }

    @AfterEach
    void end() {
        fleet.close();
    }

    private RawAgent raw(String certificate, Hello hello, BiConsumer<Start, StreamObserver<Piece>> answer)
            throws IOException {
        return fleet.started(new RawAgent(hub.address(), fleet.credentials("agent/" + certificate), hello, answer));
    }

    private String greeting(Hello.Builder hello) throws Exception {
        return raw("a", hello.build(), (start, delivery) -> {}).greeting();
    }

    private static Piece.Builder piece(Start start) {
        return Piece.newBuilder().setRun(start.getRun()).setVantagePoint("bad");
    }

    /** Measures with one that answers so, and one that is as it should be. Returns how the first one failed. */
    private FleetOutcome.Failed<TraceResult> failure(BiConsumer<Start, StreamObserver<Piece>> answer) throws Exception {
        return failure(Duration.ofSeconds(60), answer);
    }

    private FleetOutcome.Failed<TraceResult> failure(Duration deadline, BiConsumer<Start, StreamObserver<Piece>> answer)
            throws Exception {
        raw("bad", RawAgent.hello("bad").build(), answer);
        fleet.agent("fine", hub);
        fleet.await(2, hub);
        FleetResult<TraceResult> result = fleet.client(hub)
                .measure(FleetRequest.of(TraceRequest.to(TestFleet.TARGET)
                                .enrichment(false)
                                .build())
                        .retries(0)
                        .deadline(deadline)
                        .build());
        assertThat(result.completed())
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.vantagePoint().name()).isEqualTo("fine"));
        return result.failures().get(0);
    }

    private static Reportable ping() {
        try (PathTracer tracer =
                PathTracer.builder().transport(TestFleet.network()).build()) {
            return tracer.ping(PingRequest.to(TestFleet.TARGET).count(1).build());
        }
    }

    @Test
    void oldProtocol_isRefused_withWhatToUpgrade() throws Exception {
        assertThat(greeting(RawAgent.hello("a").setVersion(0))).contains("version 0", "upgrade the agent");
    }

    @Test
    void newerProtocol_isWelcome() throws Exception {
        assertThat(greeting(RawAgent.hello("a").setVersion(99))).isEqualTo("welcome");
    }

    @Test
    void nameOfAnother_isRefused() throws Exception {
        assertThat(greeting(RawAgent.hello("b"))).contains("calls itself b", "certificate is of a");
        assertThat(hub.vantagePoints()).isZero();
    }

    @Test
    void badLabelsAndCapabilities_areRefused() throws Exception {
        assertThat(greeting(RawAgent.hello("a").putLabels("x\n", "y"))).contains("label");
        Hello.Builder many = RawAgent.hello("a");
        for (int i = 0; i < 65; i++) {
            many.addCapabilities("c" + i);
        }
        assertThat(greeting(many)).contains("capabilities are too many");
        assertThat(greeting(RawAgent.hello("a").setSoftware("s".repeat(257)))).contains("too long");
    }

    @Test
    void helloOfMoreThanAMessage_endsTheLink() throws Exception {
        assertThat(greeting(RawAgent.hello("a").setSoftware("s".repeat(Bounds.MESSAGE))))
                .isNotEqualTo("welcome");
        assertThat(hub.vantagePoints()).isZero();
    }

    @Test
    void secondHello_endsTheAttachment() throws Exception {
        RawAgent agent = raw("a", RawAgent.hello("a").build(), (start, delivery) -> {});
        assertThat(agent.greeting()).isEqualTo("welcome");
        agent.say(AgentUp.newBuilder()
                .setHello(RawAgent.hello("a").putLabels("region", "eu"))
                .build());
        assertThat(agent.end()).contains("said hello twice");
        fleet.await(0, hub);
    }

    @Test
    void garbageForADocument_isAFailure() throws Exception {
        FleetOutcome.Failed<TraceResult> failed = failure((start, delivery) -> {
            delivery.onNext(piece(start)
                    .setDocument(ByteString.copyFromUtf8("no gzip"))
                    .setLast(true)
                    .build());
            delivery.onCompleted();
        });
        assertThat(failed.kind()).isEqualTo(FailureKind.FAILED);
        assertThat(failed.message()).contains("damaged");
    }

    @Test
    void documentOfAnotherOperation_isAFailure() throws Exception {
        ByteString other = Documents.parts(ping()).get(0);
        FleetOutcome.Failed<TraceResult> failed = failure((start, delivery) -> {
            delivery.onNext(piece(start).setDocument(other).setLast(true).build());
            delivery.onCompleted();
        });
        assertThat(failed.kind()).isEqualTo(FailureKind.FAILED);
        assertThat(failed.message()).contains("not that of a TraceResult");
    }

    @Test
    void documentWithoutEnd_isCutOffAtItsBound() throws Exception {
        ByteString part = ByteString.copyFrom(new byte[Bounds.PIECE]);
        FleetOutcome.Failed<TraceResult> failed = failure((start, delivery) -> {
            for (int sent = 0; sent <= Bounds.PACKED_DOCUMENT; sent += Bounds.PIECE) {
                delivery.onNext(piece(start).setDocument(part).build());
            }
        });
        assertThat(failed.kind()).isEqualTo(FailureKind.FAILED);
        assertThat(failed.message()).contains("larger than it may be");
    }

    /** A megabyte that unpacks to a gigabyte. */
    @Test
    void bomb_isNotUnpacked() throws Exception {
        ByteString.Output packed = ByteString.newOutput();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            byte[] blank = new byte[1 << 20];
            java.util.Arrays.fill(blank, (byte) ' ');
            for (int i = 0; i < 1 << 10; i++) {
                out.write(blank);
            }
        }
        ByteString bomb = packed.toByteString();
        assertThat(bomb.size()).isLessThanOrEqualTo(Bounds.PACKED_DOCUMENT);
        FleetOutcome.Failed<TraceResult> failed = failure((start, delivery) -> {
            delivery.onNext(piece(start).setDocument(bomb).setLast(true).build());
            delivery.onCompleted();
        });
        assertThat(failed.kind()).isEqualTo(FailureKind.FAILED);
        assertThat(failed.message()).contains("the document is larger than");
    }

    @Test
    void pieceOfMoreThanAMessage_breaksItsDelivery() throws Exception {
        FleetOutcome.Failed<TraceResult> failed = failure((start, delivery) -> {
            delivery.onNext(piece(start).build());
            delivery.onNext(tooLarge(start));
        });
        assertThat(failed.kind()).isEqualTo(FailureKind.AGENT_LOST);
    }

    /** The hub can't tell which run it was for. */
    @Test
    void firstPieceOfMoreThanAMessage_isAnOutcomeThatNeverComes() throws Exception {
        FleetOutcome.Failed<TraceResult> failed =
                failure(Duration.ofSeconds(1), (start, delivery) -> delivery.onNext(tooLarge(start)));
        assertThat(failed.kind()).isEqualTo(FailureKind.TIMED_OUT);
    }

    private static Piece tooLarge(Start start) {
        return piece(start)
                .setDocument(ByteString.copyFrom(new byte[Bounds.MESSAGE + 1]))
                .build();
    }

    @Test
    void deliveryWithoutItsLastPiece_isAFailure() throws Exception {
        assertThat(failure((start, delivery) -> {
                            delivery.onNext(piece(start).build());
                            delivery.onCompleted();
                        })
                        .kind())
                .isEqualTo(FailureKind.AGENT_LOST);
    }

    /** Another agent knows the run's name, and answers first. */
    @Test
    void outcomeOfAnothersRun_isNotTaken() throws Exception {
        RawAgent thief = raw("thief", RawAgent.hello("thief").build(), (start, delivery) -> {});
        assertThat(thief.greeting()).isEqualTo("welcome");
        AtomicReference<Status> refused = new AtomicReference<>();
        raw("bad", RawAgent.hello("bad").build(), (start, delivery) -> {
            CompletableFuture<Status> ended = new CompletableFuture<>();
            StreamObserver<Piece> stolen = thief.deliver(ended);
            stolen.onNext(piece(start).setLast(true).build());
            ended.thenAccept(status -> {
                refused.set(status);
                delivery.onNext(piece(start)
                        .setLast(true)
                        .setFailure(Failure.newBuilder()
                                .setCode(Failure.Code.FAILED)
                                .setMessage("its own word"))
                        .build());
                delivery.onCompleted();
            });
        });
        fleet.await(2, hub);
        FleetOutcome.Failed<TraceResult> failed = fleet.client(hub)
                .measure(FleetRequest.of(TraceRequest.to(TestFleet.TARGET).build())
                        .from("name=bad")
                        .build())
                .failures()
                .get(0);
        assertThat(failed.message()).isEqualTo("its own word");
        assertThat(refused.get().getCode()).isEqualTo(Status.Code.NOT_FOUND);
    }

    @Test
    void clientsCertificate_cannotAttach() throws Exception {
        RawAgent client = fleet.started(new RawAgent(
                hub.address(),
                fleet.credentials("client/c"),
                RawAgent.hello("c").build(),
                (start, delivery) -> {}));
        assertThat(client.greeting()).contains("PERMISSION_DENIED", "client/c may not call this");
    }

    @Test
    void silentAgent_isLostAfterThreeHeartbeats() throws Exception {
        FleetHub strict = fleet.hub("strict", options -> options.heartbeat(Duration.ofMillis(200)));
        RawAgent silent = fleet.started(new RawAgent(
                strict.address(),
                fleet.credentials("agent/silent"),
                RawAgent.hello("silent").build(),
                (start, delivery) -> {}));
        assertThat(silent.greeting()).isEqualTo("welcome");
        assertThat(silent.end()).contains("silent");
        fleet.await(0, strict);
    }
}
