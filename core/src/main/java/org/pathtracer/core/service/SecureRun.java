// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.service;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.pathtracer.core.io.IoLoop;
import org.pathtracer.service.ServiceFailure.Phase;
import org.pathtracer.service.ServiceResult;
import org.pathtracer.service.ServiceTarget;
import org.pathtracer.service.TlsSession;

/** A check over a connection with TLS, or without if it is told so. */
abstract class SecureRun<R extends ServiceResult> extends StreamRun<R> implements TlsStream.Listener {
    private final TlsEngines engines;
    private final Executor executor;
    private final boolean secure;
    private final String serverName;
    private final List<String> protocols;

    private TlsEngines.@Nullable Noted noted;
    private @Nullable ByteStream stream;
    private Optional<Duration> handshake = Optional.empty();
    private Optional<TlsSession> session = Optional.empty();

    SecureRun(
            IoLoop loop,
            ServiceTarget target,
            TlsEngines engines,
            Executor executor,
            boolean secure,
            String serverName,
            List<String> protocols) {
        super(loop, target);
        this.engines = engines;
        this.executor = executor;
        this.secure = secure;
        this.serverName = serverName;
        this.protocols = protocols;
    }

    final Optional<Duration> handshake() {
        return handshake;
    }

    final Optional<TlsSession> session() {
        return session;
    }

    @Override
    final void prepare() throws GeneralSecurityException {
        super.prepare();
        if (secure) {
            WarmUp.tls();
            noted = engines.engine(serverName, target.port(), protocols);
        }
    }

    @Override
    final void connected(SocketChannel channel, SelectionKey key) throws IOException {
        if (noted == null) {
            stream = new PlainStream(loop, channel, key, this);
            next(Phase.ANSWER);
            begin(stream);
        } else {
            stream = new TlsStream(loop, channel, key, noted.engine(), executor, this);
            stream.proceed();
        }
    }

    @Override
    final void gone(IOException cause) {
        if (noted == null) {
            next(Phase.ANSWER);
        }
        fail(cause);
    }

    @Override
    final void proceed() throws IOException {
        if (stream != null) {
            stream.proceed();
        }
    }

    @Override
    public final void secured() throws IOException {
        next(Phase.ANSWER);
        handshake = Optional.of(stream instanceof TlsStream tls ? tls.waited() : Duration.ZERO);
        if (noted != null && stream != null) {
            session = Optional.of(Sessions.read(noted));
            begin(stream);
        }
    }

    /** The way to the server is ready. */
    abstract void begin(ByteStream ready) throws IOException;

    @Override
    public void received(ByteBuffer bytes) throws IOException {}

    @Override
    public void ended() throws IOException {
        throw new EOFException("the server closed the connection");
    }

    @Override
    public final void broken(IOException cause) {
        fail(cause);
    }
}
