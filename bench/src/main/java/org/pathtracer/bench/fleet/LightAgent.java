// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench.fleet;

import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import org.pathtracer.fleet.authority.Credentials;
import org.pathtracer.fleet.protocol.Connections;
import org.pathtracer.fleet.wire.AgentLinkGrpc;
import org.pathtracer.fleet.wire.AgentUp;
import org.pathtracer.fleet.wire.Hello;
import org.pathtracer.fleet.wire.HubDown;

/**
 * The link of an agent without one that measures: its outcome is there at once, so that a benchmark sees the fleet's
 * own time.
 */
final class LightAgent implements AutoCloseable {
    private final ManagedChannel channel;
    private final StreamObserver<AgentUp> up;
    private final CompletableFuture<Void> attached = new CompletableFuture<>();

    LightAgent(String hub, Credentials credentials) {
        String name = credentials.identity().name();
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

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private final class Down implements StreamObserver<HubDown> {
        @Override
        public void onNext(HubDown message) {
            if (message.hasWelcome()) {
                attached.complete(null);
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
}
