// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.http2;

import io.netty.handler.ssl.SslContext;
import java.net.URI;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathtracer.bufferbloat.LoadFailure;
import org.pathtracer.spi.LoadTarget;
import org.pathtracer.spi.RequestTimes;

/** A small request on a connection of its own. */
final class FreshRequest implements Session.Owner {
    private final long tag;
    private final URI url;
    private final Ledger ledger;
    private @Nullable Session session;
    private boolean over;

    private FreshRequest(long tag, URI url, Ledger ledger) {
        this.tag = tag;
        this.url = url;
        this.ledger = ledger;
    }

    /** Sends it, on the thread of the loop. */
    static void send(long tag, URI url, Loop loop, LoadTarget target, SslContext tls, Executor crypto, Ledger ledger) {
        FreshRequest request = new FreshRequest(tag, url, ledger);
        request.session = Session.open(loop, target, url, tls, crypto, ledger.requestBytes::add, request);
        loop.events().schedule(request::giveUp, target.timeout().toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void onReady(Session ready) {
        ready.get(url, new Measured(http -> end(ready, http), this::giveUp));
    }

    private void end(Session ready, long http) {
        conclude(new RequestTimes.OnNewConnection(tag, ready.tcpNanos(), ready.tlsNanos(), http), Session::close);
    }

    private void giveUp() {
        conclude(new RequestTimes.Failed(tag), Session::abort);
    }

    @Override
    public void onEnd(LoadFailure failure) {
        giveUp();
    }

    private void conclude(RequestTimes how, Consumer<Session> end) {
        if (!over) {
            over = true;
            ledger.end(how);
            if (session != null) {
                end.accept(session);
            }
        }
    }
}
