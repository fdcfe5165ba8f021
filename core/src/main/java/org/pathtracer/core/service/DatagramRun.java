// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.service;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathtracer.core.io.Exchange;
import org.pathtracer.core.io.IoLoop;
import org.pathtracer.core.io.UdpExchange;
import org.pathtracer.service.ServiceTarget;

/** A check by a datagram, which is sent again until an answer comes. */
abstract class DatagramRun<R> extends CheckRun<R> implements Exchange.Listener {
    private final List<Duration> pauses;
    private int sent;
    private @Nullable UdpExchange exchange;
    private IoLoop.@Nullable Timer repetition;
    private Optional<Duration> rtt = Optional.empty();

    /** With the pauses between sends; the last goes on and on. */
    DatagramRun(IoLoop loop, ServiceTarget target, List<Duration> pauses) {
        super(loop, target);
        this.pauses = pauses;
    }

    abstract byte[] message();

    /** Whether it is the answer. */
    abstract boolean accept(byte[] answer);

    final Optional<Duration> rtt() {
        return rtt;
    }

    @Override
    final void open(InetSocketAddress server) throws IOException {
        exchange = UdpExchange.start(loop, server, message(), this);
        repeatLater();
    }

    private void repeatLater() {
        Duration pause = pauses.get(Math.min(sent++, pauses.size() - 1));
        repetition = loop.schedule(this::repeat, pause.toNanos());
    }

    private void repeat() {
        try {
            if (exchange != null) {
                byte[] again = message();
                restartPhase();
                exchange.send(again);
            }
            repeatLater();
        } catch (IOException e) {
            fail(e);
        }
    }

    @Override
    public final void onSending() {
        restartPhase();
    }

    @Override
    public final boolean onMessage(byte[] answer) {
        if (!accept(answer)) {
            return false;
        }
        rtt = Optional.of(sincePhase(0));
        succeed();
        return true;
    }

    @Override
    public final void onFailure(String reason) {
        failWith(reason);
    }

    @Override
    final void release() {
        if (repetition != null) {
            loop.cancel(repetition);
            repetition = null;
        }
        if (exchange != null) {
            exchange.cancel();
            exchange = null;
        }
    }
}
