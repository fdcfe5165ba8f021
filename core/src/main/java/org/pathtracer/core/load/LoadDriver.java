// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.load;

import java.net.InetAddress;
import java.util.Optional;
import org.pathtracer.StopReason;
import org.pathtracer.core.engine.ProbeOrder;
import org.pathtracer.core.engine.Strategy;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.spi.LoadGenerator;

/**
 * Stands between a strategy and its load: fetches the reports that are due and carries out the actions.
 *
 * @param <R> result
 */
final class LoadDriver<R> implements Strategy<R> {
    private final LoadStrategy<R> strategy;
    private final LoadGenerator load;

    LoadDriver(LoadStrategy<R> strategy, LoadGenerator load) {
        this.strategy = strategy;
        this.load = load;
    }

    @Override
    public void onTime(long now) {
        strategy.onTime(now);
        if (strategy.reportDue()) {
            strategy.onReport(load.poll()).forEach(this::carryOut);
        }
    }

    private void carryOut(LoadAction action) {
        if (action instanceof LoadAction.AddConnection add) {
            load.addConnection(add.direction());
        } else if (action instanceof LoadAction.RequestOnNewConnection request) {
            load.requestOnNewConnection(request.tag());
        } else if (action instanceof LoadAction.RequestOnLoadedConnection request) {
            load.requestOnLoadedConnection(request.tag());
        } else {
            load.stopLoad();
        }
    }

    @Override
    public Optional<ProbeOrder> next() {
        return strategy.next();
    }

    @Override
    public void onSent(int key, long nanos) {
        strategy.onSent(key, nanos);
    }

    @Override
    public void onAnswer(int key, ProbeOutcome.Answer answer) {
        strategy.onAnswer(key, answer);
    }

    @Override
    public void onDuplicate(int key) {
        strategy.onDuplicate(key);
    }

    @Override
    public void onTimeout(int key) {
        strategy.onTimeout(key);
    }

    @Override
    public void onSendFailed(int key, ProbeOutcome.SendFailed failure) {
        strategy.onSendFailed(key, failure);
    }

    @Override
    public void onUnidentified(InetAddress destination) {
        strategy.onUnidentified(destination);
    }

    @Override
    public long wakeAt() {
        return strategy.wakeAt();
    }

    @Override
    public Optional<StopReason> stopped() {
        return strategy.stopped();
    }

    @Override
    public R result(StopReason reason) {
        strategy.onLastReport(load.poll());
        return strategy.result(reason);
    }
}
