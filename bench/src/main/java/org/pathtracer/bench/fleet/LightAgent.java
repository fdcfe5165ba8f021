// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench.fleet;

import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import org.pathtracer.fleet.authority.Credentials;
import org.pathtracer.fleet.protocol.Connections;
import org.pathtracer.fleet.wire.AgentLinkGrpc;
import org.pathtracer.fleet.wire.AgentUp;
import org.pathtracer.fleet.wire.Failure;
import org.pathtracer.fleet.wire.Heartbeat;
import org.pathtracer.fleet.wire.Hello;
import org.pathtracer.fleet.wire.HubDown;
import org.pathtracer.fleet.wire.Piece;
import org.pathtracer.fleet.wire.Receipt;
import org.pathtracer.fleet.wire.Start;

/**
 * The link of an agent without one that measures: its outcome is there at once, so that a benchmark sees the fleet's
 * own time.
 */
final class LightAgent implements AutoCloseable {
    private final String name;
    private final ManagedChannel channel;
    private final StreamObserver<AgentUp> up;
    private final CompletableFuture<Void> attached = new CompletableFuture<>();

    LightAgent(String hub, Credentials credentials) {
        name = credentials.identity().name();
        channel = Connections.channel(hub, credentials);
        up = AgentLinkGrpc.newStub(channel).attach(new Down());
        up.onNext(AgentUp.newBuilder()
                .setHello(Hello.newBuilder()
                        .setVersion(1)
                        .setName(name)
                        .setEpoch(1)
                        .addCapabilities("ping"))
                .build());
    }

    CompletableFuture<Void> attached() {
        return attached;
    }

    void beat() {
        up.onNext(AgentUp.newBuilder()
                .setHeartbeat(Heartbeat.getDefaultInstance())
                .build());
    }

    private void answer(Start start) {
        StreamObserver<Piece> delivery = AgentLinkGrpc.newStub(channel).deliver(new Ignored());
        delivery.onNext(Piece.newBuilder()
                .setRun(start.getRun())
                .setVantagePoint(name)
                .setLast(true)
                .setFailure(Failure.newBuilder().setCode(Failure.Code.FAILED).setMessage("it measures nothing"))
                .build());
        delivery.onCompleted();
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private final class Down implements StreamObserver<HubDown> {
        @Override
        public void onNext(HubDown message) {
            if (message.hasWelcome()) {
                attached.complete(null);
            } else if (message.hasStart()) {
                answer(message.getStart());
            } else if (message.hasRefused()) {
                attached.completeExceptionally(
                        new IllegalStateException(message.getRefused().getReason()));
            }
        }

        @Override
        public void onError(Throwable failure) {
            attached.completeExceptionally(failure);
        }

        @Override
        public void onCompleted() {
            attached.completeExceptionally(new IllegalStateException("the hub ended the link"));
        }
    }

    private static final class Ignored implements StreamObserver<Receipt> {
        @Override
        public void onNext(Receipt receipt) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {}
    }
}
