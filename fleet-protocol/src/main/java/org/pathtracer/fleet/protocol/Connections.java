// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.protocol;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.fleet.authority.Credentials;
import org.pathtracer.fleet.authority.FleetTls;
import org.pathtracer.fleet.authority.Identity;

/** Channels to hubs and servers of hubs, by TLS with certificates on both sides. */
public final class Connections {
    /** gRPC takes no shorter ones. What must be noticed sooner has signs of life of its own. */
    private static final long KEEP_ALIVE_SECONDS = 20;

    private static final int SHORTEST_PING_SECONDS = 10;
    /** Of what a caller sends about a call beside its messages. */
    private static final int METADATA = 8 << 10;

    private static final int CALLS_PER_CONNECTION = 1000;

    private Connections() {}

    /** Returns a channel to a hub, {@code HOST:PORT}. Connects when it is used. */
    public static ManagedChannel channel(String hub, Credentials own) {
        InetSocketAddress address = HostPort.parse(hub).toSocketAddress();
        return NettyChannelBuilder.forAddress(address.getHostString(), address.getPort())
                .sslContext(client(own))
                .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                .keepAliveTimeout(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                .flowControlWindow(Bounds.WINDOW)
                .maxInboundMessageSize(Bounds.MESSAGE)
                .maxInboundMetadataSize(METADATA)
                .disableRetry()
                .build();
    }

    /** Returns a server's builder, for agents, clients and hubs. */
    public static NettyServerBuilder server(InetSocketAddress listen, Credentials own) {
        return NettyServerBuilder.forAddress(listen)
                .sslContext(server(own))
                .intercept(new Peer.Interceptor(own))
                .permitKeepAliveTime(SHORTEST_PING_SECONDS, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                .keepAliveTimeout(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                .flowControlWindow(Bounds.WINDOW)
                .maxConcurrentCallsPerConnection(CALLS_PER_CONNECTION)
                .maxInboundMessageSize(Bounds.MESSAGE)
                .maxInboundMetadataSize(METADATA);
    }

    /** Ends a server and waits until nothing of it is left, or a second has passed. */
    public static void close(Server server) {
        server.shutdownNow();
        await(() -> server.awaitTermination(1, TimeUnit.SECONDS));
    }

    /** Ends a channel and waits until nothing of it is left, or a second has passed. */
    public static void close(ManagedChannel channel) {
        channel.shutdownNow();
        await(() -> channel.awaitTermination(1, TimeUnit.SECONDS));
    }

    private static void await(Termination termination) {
        try {
            termination.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static SslContext client(Credentials own) {
        return context(SslContextBuilder.forClient()
                .keyManager(FleetTls.key(own))
                .trustManager(FleetTls.trust(own, Set.of(Identity.Kind.HUB))));
    }

    private static SslContext server(Credentials own) {
        return context(SslContextBuilder.forServer(FleetTls.key(own))
                .clientAuth(ClientAuth.REQUIRE)
                .trustManager(FleetTls.trust(own, EnumSet.allOf(Identity.Kind.class))));
    }

    private static SslContext context(SslContextBuilder builder) {
        try {
            return GrpcSslContexts.configure(builder, SslProvider.JDK)
                    .protocols(FleetTls.VERSION)
                    .build();
        } catch (SSLException e) {
            throw new InvalidRequestException("the certificates can't be used: " + e.getMessage());
        }
    }

    private interface Termination {
        boolean await() throws InterruptedException;
    }
}
