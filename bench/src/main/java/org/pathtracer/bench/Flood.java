// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.util.Optional;
import org.pathtracer.StopReason;
import org.pathtracer.core.engine.ProbeOrder;
import org.pathtracer.core.engine.Strategy;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.spi.ProbeProfile;

/** Probes to one target, as fast as they are taken; the result is the number of answers. */
final class Flood implements Strategy<Integer> {
    private static final int TTL = 64;

    private final int packets;
    private final ProbeProfile profile;
    private int asked;
    private int answered;
    private int given;

    Flood(int packets, ProbeProfile profile) {
        this.packets = packets;
        this.profile = profile;
    }

    @Override
    public void onTime(long now) {}

    @Override
    public Optional<ProbeOrder> next() {
        return asked < packets ? Optional.of(new ProbeOrder(asked++, TTL, 0, profile)) : Optional.empty();
    }

    @Override
    public void onSent(int key, long nanos) {}

    @Override
    public void onAnswer(int key, ProbeOutcome.Answer answer) {
        answered++;
    }

    @Override
    public void onDuplicate(int key) {}

    @Override
    public void onTimeout(int key) {
        given++;
    }

    @Override
    public void onSendFailed(int key, ProbeOutcome.SendFailed failure) {
        given++;
    }

    @Override
    public long wakeAt() {
        return Long.MAX_VALUE;
    }

    @Override
    public Optional<StopReason> stopped() {
        return answered + given >= packets ? Optional.of(StopReason.DESTINATION) : Optional.empty();
    }

    @Override
    public Integer result(StopReason reason) {
        return answered;
    }
}
