// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.trace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.pathtracer.TraceEvent;
import org.pathtracer.TraceRequest;
import org.pathtracer.core.engine.ProbeOrder;
import org.pathtracer.core.engine.Settings;
import org.pathtracer.core.scripted.Arrival;
import org.pathtracer.core.scripted.ScriptedPath;
import org.pathtracer.probe.IcmpExtensions;
import org.pathtracer.probe.Matching;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.Reception;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.probe.UnreachableReason;
import org.pathtracer.result.EchoReplyRecord;
import org.pathtracer.result.QuotedPacketRecord;
import org.pathtracer.result.ReceptionRecord;
import org.pathtracer.result.TimeExceededRecord;
import org.pathtracer.result.UnreachableRecord;
import org.pathtracer.spi.ProbeProfile;
import org.pathtracer.spi.ReplyKind;

/** A trace driven by hand, without an engine. */
final class StrategyBench {
    final List<TraceEvent> events = new ArrayList<>();
    final List<ProbeOrder> orders = new ArrayList<>();
    final TraceStrategy strategy;
    long now;

    StrategyBench(UnaryOperator<TraceRequest.Builder> options) {
        strategy = new TraceStrategy(
                options.apply(TraceRequest.to("t")).build(),
                Settings.of(ProbeProfile.echo(ScriptedPath.TARGET, 60)),
                events::add);
    }

    /** Lets it send all it wants at a time, and tells it that this has left. */
    List<ProbeOrder> sendAll(long time) {
        now = time;
        strategy.onTime(time);
        List<ProbeOrder> wave = new ArrayList<>();
        while (strategy.stopped().isEmpty()) {
            var order = strategy.next();
            if (order.isEmpty()) {
                break;
            }
            wave.add(order.get());
        }
        wave.forEach(order -> strategy.onSent(order.key(), time));
        orders.addAll(wave);
        strategy.onTime(time);
        return wave;
    }

    void answer(int key, Arrival arrival) {
        strategy.onAnswer(key, outcome(arrival));
    }

    static TtlProbes outcomeOf(Arrival arrival, TtlProbes hop) {
        hop.complete(hop.add(0, 0), outcome(arrival));
        return hop;
    }

    static ProbeOutcome.Answer outcome(Arrival arrival) {
        OptionalInt none = OptionalInt.empty();
        Reception reception = new ReceptionRecord(
                arrival.from(), Duration.ofNanos(arrival.delay()), TimestampSource.KERNEL, none, none, none, false);
        if (arrival.kind() == ReplyKind.ECHO_REPLY) {
            return new EchoReplyRecord(reception);
        } else if (arrival.kind() == ReplyKind.UNREACHABLE) {
            return new UnreachableRecord(
                    reception,
                    UnreachableReason.ofIcmp(arrival.code()),
                    none,
                    QuotedPacketRecord.notShown(Matching.TAG),
                    IcmpExtensions.NONE);
        }
        return new TimeExceededRecord(reception, QuotedPacketRecord.notShown(Matching.TAG), IcmpExtensions.NONE);
    }
}
