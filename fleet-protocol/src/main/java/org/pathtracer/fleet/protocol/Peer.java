// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.protocol;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.pathtracer.fleet.authority.Credentials;
import org.pathtracer.fleet.authority.Identity;

/**
 * The caller, by the certificate of the connection.
 *
 * @param identity what the certificate vouches for
 * @param certificate the certificate
 */
public record Peer(Identity identity, X509Certificate certificate) {
    private static final Context.Key<Peer> KEY = Context.key("peer");

    /** Returns the caller of the call that this thread handles. */
    public static Peer current() {
        return KEY.get();
    }

    /**
     * Checks a caller's kind, which must be one of these.
     *
     * @throws io.grpc.StatusRuntimeException if it is another one
     */
    public Peer require(Identity.Kind... kinds) {
        if (!List.of(kinds).contains(identity.kind())) {
            throw Status.PERMISSION_DENIED
                    .withDescription("%s may not call this".formatted(identity))
                    .asRuntimeException();
        }
        return this;
    }

    /** Refuses callers that have been revoked since they connected. */
    static final class Interceptor implements ServerInterceptor {
        private final Credentials own;

        Interceptor(Credentials own) {
            this.own = own;
        }

        @Override
        public <Q, R> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
            Optional<Peer> peer = peer(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION));
            if (peer.isEmpty() || own.isRevoked(peer.get().certificate())) {
                call.close(Status.UNAUTHENTICATED.withDescription("the certificate was revoked"), new Metadata());
                return new ServerCall.Listener<>() {};
            }
            return Contexts.interceptCall(Context.current().withValue(KEY, peer.get()), call, headers, next);
        }

        private static Optional<Peer> peer(@Nullable SSLSession session) {
            try {
                if (session != null) {
                    Certificate[] chain = session.getPeerCertificates();
                    if (chain.length > 0 && chain[0] instanceof X509Certificate certificate) {
                        return Identity.of(certificate).map(identity -> new Peer(identity, certificate));
                    }
                }
            } catch (SSLPeerUnverifiedException e) {
                // The handshake would have failed before.
            }
            return Optional.empty();
        }
    }
}
