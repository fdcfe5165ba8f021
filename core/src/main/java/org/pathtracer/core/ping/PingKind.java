// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.ping;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.TransportChoice;
import org.pathtracer.core.engine.Launch;
import org.pathtracer.core.engine.Operation;
import org.pathtracer.core.engine.OperationKind;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.result.PingEventRecords;
import org.pathtracer.result.PingResultRecord;
import org.pathtracer.result.RunRecord;
import org.pathtracer.result.UsedOptions;

/** Pings. */
public record PingKind(PingRequest request) implements OperationKind<PingEvent, PingResult> {
    @Override
    public boolean droppable(PingEvent event) {
        return !(event instanceof PingEvent.Started);
    }

    @Override
    public PingEvent dropped(long count) {
        return new PingEventRecords.Dropped(count);
    }

    @Override
    public Launch<PingResult> launch(Setting setting, Consumer<PingEvent> events) {
        Operation<PingStrategy.Findings> operation = new Operation<>(
                new PingStrategy(request, setting, events),
                setting.profile().destination(),
                request.probe(),
                request.timeout().toNanos(),
                setting.deadline());
        // Not the setting itself, which would keep a list of all targets while the ping runs.
        TransportChoice transport = setting.transport();
        LongSupplier lostHere = setting.lostHere();
        LongSupplier clock = setting.clock();
        long start = setting.startNanos();
        Instant started = setting.started();
        BooleanSupplier networkChanged = setting.networkChanged();
        Optional<InetAddress> source = setting.source();
        return Launch.of(
                operation,
                findings -> new PingResultRecord(
                        new RunRecord(
                                request.probe().protocol(),
                                Setting.told(transport, lostHere.getAsLong()),
                                source,
                                started,
                                Duration.ofNanos(clock.getAsLong() - start),
                                findings.stopReason(),
                                operation.sent(),
                                operation.answered(),
                                networkChanged.getAsBoolean(),
                                UsedOptions.of(request)),
                        findings.series()));
    }
}
