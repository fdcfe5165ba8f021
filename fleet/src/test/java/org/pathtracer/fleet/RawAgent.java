// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.pathtracer.fleet.authority.Credentials;
import org.pathtracer.fleet.protocol.Connections;
import org.pathtracer.fleet.wire.AgentLinkGrpc;
import org.pathtracer.fleet.wire.AgentUp;
import org.pathtracer.fleet.wire.Hello;
import org.pathtracer.fleet.wire.HubDown;
import org.pathtracer.fleet.wire.Piece;
import org.pathtracer.fleet.wire.Receipt;
import org.pathtracer.fleet.wire.Start;

/** An agent that says what a test wants, and gives no signs of life. */
final class RawAgent implements AutoCloseable {
    private final ManagedChannel channel;
    private final StreamObserver<AgentUp> up;
    private final BiConsumer<Start, StreamObserver<Piece>> answer;
    private final CompletableFuture<String> greeting = new CompletableFuture<>();
    private final CompletableFuture<String> end = new CompletableFuture<>();

    RawAgent(String hub, Credentials own, Hello hello, BiConsumer<Start, StreamObserver<Piece>> answer) {
        this.answer = answer;
        channel = Connections.channel(hub, own);
        up = AgentLinkGrpc.newStub(channel).attach(new Down());
        up.onNext(AgentUp.newBuilder().setHello(hello).build());
    }

    static Hello.Builder hello(String name) {
        return Hello.newBuilder().setVersion(1).setName(name).setEpoch(1).addCapabilities("trace");
    }

    /** Returns "welcome", or why it was refused. */
    String greeting() throws Exception {
        return greeting.get(30, TimeUnit.SECONDS);
    }

    /** Returns why the link ended. */
    String end() throws Exception {
        return end.get(30, TimeUnit.SECONDS);
    }

    void say(AgentUp message) {
        up.onNext(message);
    }

    /** Starts a delivery. */
    StreamObserver<Piece> deliver(CompletableFuture<Status> ended) {
        return AgentLinkGrpc.newStub(channel).deliver(new StreamObserver<>() {
            @Override
            public void onNext(Receipt receipt) {}

            @Override
            public void onError(Throwable failure) {
                ended.complete(Status.fromThrowable(failure));
            }

            @Override
            public void onCompleted() {
                ended.complete(Status.OK);
            }
        });
    }

    @Override
    public void close() {
        Connections.close(channel);
    }

    private final class Down implements StreamObserver<HubDown> {
        @Override
        public void onNext(HubDown message) {
            if (message.hasWelcome()) {
                greeting.complete("welcome");
            } else if (message.hasRefused()) {
                greeting.complete(message.getRefused().getReason());
            } else if (message.hasStart()) {
                answer.accept(message.getStart(), deliver(new CompletableFuture<>()));
            }
        }

        @Override
        public void onError(Throwable failure) {
            ended(Status.fromThrowable(failure).toString());
        }

        @Override
        public void onCompleted() {
            ended("completed");
        }

        private void ended(String why) {
            greeting.complete(why);
            end.complete(why);
        }
    }
}
