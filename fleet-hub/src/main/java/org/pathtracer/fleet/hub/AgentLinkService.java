// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.hub;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.fleet.authority.Identity;
import org.pathtracer.fleet.hub.registry.Registry;
import org.pathtracer.fleet.hub.storing.Deliveries;
import org.pathtracer.fleet.protocol.Bounds;
import org.pathtracer.fleet.protocol.Labels;
import org.pathtracer.fleet.protocol.Peer;
import org.pathtracer.fleet.store.StoreException;
import org.pathtracer.fleet.wire.AgentLinkGrpc;
import org.pathtracer.fleet.wire.AgentUp;
import org.pathtracer.fleet.wire.Failure;
import org.pathtracer.fleet.wire.Hello;
import org.pathtracer.fleet.wire.HubDown;
import org.pathtracer.fleet.wire.KeptBatch;
import org.pathtracer.fleet.wire.KeptReceipt;
import org.pathtracer.fleet.wire.Piece;
import org.pathtracer.fleet.wire.Receipt;
import org.pathtracer.fleet.wire.Refused;
import org.pathtracer.fleet.wire.VantagePointInfo;
import org.pathtracer.fleet.wire.Welcome;

/** What agents call. */
final class AgentLinkService extends AgentLinkGrpc.AgentLinkImplBase {
    private static final System.Logger LOG = System.getLogger(AgentLinkService.class.getName());
    private static final int MOST_CAPABILITIES = 64;

    private final HubState hub;

    AgentLinkService(HubState hub) {
        this.hub = hub;
    }

    @Override
    public StreamObserver<AgentUp> attach(StreamObserver<HubDown> down) {
        return new Up(Peer.current().require(Identity.Kind.AGENT), down);
    }

    @Override
    public StreamObserver<Piece> deliver(StreamObserver<Receipt> response) {
        ServerCallStreamObserver<Receipt> call = (ServerCallStreamObserver<Receipt>) response;
        call.disableAutoRequest();
        call.request(1);
        return new Outcome(
                Peer.current().require(Identity.Kind.AGENT).identity().name(), call);
    }

    /** Waits for the store: what is acknowledged is on its disk. */
    @Override
    public void keep(KeptBatch batch, StreamObserver<KeptReceipt> response) {
        String agent = Peer.current().require(Identity.Kind.AGENT).identity().name();
        if (hub.keeper().isEmpty()) {
            response.onError(Status.FAILED_PRECONDITION
                    .withDescription("this hub has no store")
                    .asRuntimeException());
        } else if (batch.getSpool().length() > Bounds.LABEL_KEY) {
            response.onError(Status.INVALID_ARGUMENT
                    .withDescription("the name of the spool is too long")
                    .asRuntimeException());
        } else {
            try {
                long written = Deliveries.write(hub.keeper().get(), agent, batch, Instant.now());
                response.onNext(KeptReceipt.newBuilder().setSequence(written).build());
                response.onCompleted();
            } catch (StoreException e) {
                response.onError(
                        Status.UNAVAILABLE.withDescription(e.getMessage()).asRuntimeException());
            }
        }
    }

    private final class Up implements StreamObserver<AgentUp> {
        private final Peer peer;
        private final StreamObserver<HubDown> down;
        private @Nullable Attachment attachment;
        private boolean refused;

        Up(Peer peer, StreamObserver<HubDown> down) {
            this.peer = peer;
            this.down = down;
        }

        @Override
        public void onNext(AgentUp message) {
            if (refused) {
                return;
            }
            switch (message.getMessageCase()) {
                case HELLO -> hello(message.getHello());
                case HEARTBEAT -> {
                    if (attachment != null) {
                        attachment.seen(message.getHeartbeat());
                    }
                }
                case MESSAGE_NOT_SET -> {} // a newer agent's
            }
        }

        private void hello(Hello hello) {
            if (attachment != null) {
                hub.attachments()
                        .lose(attachment, Status.FAILED_PRECONDITION.withDescription("the agent said hello twice"));
                return;
            }
            Optional<String> reason = hub.isDraining() ? Optional.of("this hub is about to end") : refusal(hello);
            if (reason.isPresent()) {
                refuse(reason.get());
                return;
            }
            Registry registry = hub.registry();
            VantagePointInfo info = VantagePointInfo.newBuilder()
                    .setName(hello.getName())
                    .putAllLabels(hello.getLabelsMap())
                    .addAllCapabilities(hello.getCapabilitiesList())
                    .setVersion(hello.getVersion())
                    .setSoftware(hello.getSoftware())
                    .addAllAddresses(hello.getAddressesList())
                    .setHub(hub.name())
                    .build();
            long epoch = registry.attach(info, hello.getEpoch());
            attachment = new Attachment(info, epoch, peer.certificate(), down);
            hub.attachments().add(attachment);
            attachment.send(HubDown.newBuilder()
                    .setWelcome(Welcome.newBuilder()
                            .setVersion(Math.min(Bounds.VERSION, hello.getVersion()))
                            .setHub(hub.name())
                            .setHeartbeatMillis((int) hub.heartbeat().toMillis())
                            .addAllHubAddresses(hub.hosts()))
                    .build());
            hub.schedules().ifPresent(ScheduleBook::kick);
        }

        private Optional<String> refusal(Hello hello) {
            String own = peer.identity().name();
            if (!hello.getName().equals(own)) {
                return Optional.of("it calls itself %s, and its certificate is of %s"
                        .formatted(Bounds.sentence(hello.getName()), own));
            } else if (hello.getVersion() < Bounds.OLDEST_VERSION) {
                return Optional.of("it speaks version %d of the protocol, and this hub %d and newer: upgrade the agent"
                        .formatted(hello.getVersion(), Bounds.OLDEST_VERSION));
            } else if (hello.getCapabilitiesCount() > MOST_CAPABILITIES
                    || hello.getSoftware().length() > Bounds.LABEL_VALUE
                    || hello.getCapabilitiesList().stream().anyMatch(one -> one.length() > Bounds.LABEL_KEY)) {
                return Optional.of("its capabilities are too many or too long");
            } else if (hello.getAddressesCount() > Bounds.ADDRESSES
                    || hello.getAddressesList().stream()
                            .anyMatch(one -> CanonicalAddress.read(one).isEmpty())) {
                return Optional.of("its addresses are too many, or no addresses");
            }
            try {
                Labels.check(hello.getLabelsMap());
                return Optional.empty();
            } catch (InvalidRequestException e) {
                return Optional.of(e.getMessage());
            }
        }

        private void refuse(String reason) {
            refused = true;
            LOG.log(System.Logger.Level.WARNING, "{0} was refused: {1}", peer.identity(), reason);
            down.onNext(HubDown.newBuilder()
                    .setRefused(Refused.newBuilder().setReason(reason))
                    .build());
            down.onCompleted();
        }

        @Override
        public void onError(Throwable failure) {
            lose("the link broke");
        }

        @Override
        public void onCompleted() {
            lose("the agent ended the link");
        }

        private void lose(String why) {
            if (attachment != null) {
                hub.attachments().lose(attachment, Status.UNAVAILABLE.withDescription(why));
            }
        }
    }

    /** An outcome on its way. An agent delivers only for runs that it was given. */
    private final class Outcome implements StreamObserver<Piece> {
        private final String agent;
        private final ServerCallStreamObserver<Receipt> call;
        private @Nullable AgentCall run;
        private boolean done;

        Outcome(String agent, ServerCallStreamObserver<Receipt> call) {
            this.agent = agent;
            this.call = call;
        }

        @Override
        public void onNext(Piece piece) {
            if (done) {
                return;
            }
            if (run == null) {
                run = hub.runs()
                        .find(piece.getRun())
                        .filter(found -> found.attachment().name().equals(agent))
                        .orElse(null);
            }
            if (run == null) {
                done = true;
                call.onError(Status.NOT_FOUND
                        .withDescription("no such run was given to " + agent)
                        .asRuntimeException());
            } else if (run.accept(piece, call)) {
                done = true;
                end();
            }
        }

        private void end() {
            try {
                call.onNext(Receipt.getDefaultInstance());
                call.onCompleted();
            } catch (IllegalStateException e) {
                // the agent has gone
            }
        }

        @Override
        public void onError(Throwable failure) {
            breakOff();
        }

        @Override
        public void onCompleted() {
            if (!done) {
                breakOff();
                end();
            }
        }

        /** An outcome without its last piece does not count. */
        private void breakOff() {
            done = true;
            if (run != null) {
                run.fail(Failure.Code.AGENT_LOST, "the delivery of the outcome broke");
            }
        }
    }
}
