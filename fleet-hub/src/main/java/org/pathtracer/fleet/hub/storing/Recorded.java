// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.hub.storing;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathtracer.Hop;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.TraceResult;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.fleet.protocol.Documents;
import org.pathtracer.fleet.protocol.Operations;
import org.pathtracer.fleet.store.Outcome;
import org.pathtracer.fleet.store.Pair;
import org.pathtracer.fleet.wire.Failure;
import org.pathtracer.fleet.wire.Kept;
import org.pathtracer.fleet.wire.Operation;

/** What one vantage point had to say, on its way to the store. */
record Recorded(
        String vantagePoint,
        Operation operation,
        List<String> peers,
        Instant time,
        ByteString document,
        @Nullable Failure failure) {
    /** Bytes that are not in the document. */
    private static final int OVERHEAD = 500;

    Recorded(String vantagePoint, Kept kept, Instant time) {
        this(
                vantagePoint,
                kept.getOperation(),
                kept.getPeersList(),
                time,
                kept.getDocument(),
                kept.hasFailure() ? kept.getFailure() : null);
    }

    int size() {
        return document.size() + OVERHEAD;
    }

    /** Returns what is kept of it: an outcome for each target. A document that can't be read is a failure. */
    List<Outcome> outcomes() {
        if (failure != null) {
            return failed(failure.getCode());
        }
        try {
            String text = Documents.text(document);
            Reportable result = Documents.result(text);
            if (!Operations.resultType(operation).isInstance(result)) {
                return failed(Failure.Code.FAILED);
            } else if (result instanceof PingResult ping) {
                return pings(ping);
            } else if (result instanceof TraceResult trace) {
                return List.of(trace(trace, text));
            }
            return List.of(outcome(0, 0, 0, Optional.empty(), Optional.empty(), List.of(), Optional.of(text)));
        } catch (InvalidRequestException e) {
            return failed(Failure.Code.FAILED);
        }
    }

    private List<Outcome> failed(Failure.Code code) {
        List<Outcome> all = new ArrayList<>();
        for (int i = 0; i < operation.getTargetsCount(); i++) {
            all.add(outcome(i, 0, 0, Optional.empty(), Optional.of(code.name()), List.of(), Optional.empty()));
        }
        return all;
    }

    /** A ping's figures are all that it has to say. */
    private List<Outcome> pings(PingResult ping) {
        List<Outcome> all = new ArrayList<>();
        // An agent that says more or less than it was asked for is not believed.
        int count = Math.min(ping.targets().size(), operation.getTargetsCount());
        for (int i = 0; i < count; i++) {
            PingSeries series = ping.targets().get(i);
            all.add(outcome(
                    i,
                    series.sent(),
                    series.sent() - series.received(),
                    series.statistics().median(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty()));
        }
        return all;
    }

    private Outcome trace(TraceResult trace, String text) {
        List<String> path = trace.hops().stream().map(Recorded::address).toList();
        // Silence of the last hop is no loss of the target: it was not reached.
        Optional<Hop> target =
                trace.reached() ? Optional.of(trace.hops().get(trace.hops().size() - 1)) : Optional.empty();
        return outcome(
                0,
                target.map(Hop::sent).orElse(0),
                target.map(hop -> hop.sent() - hop.received()).orElse(0),
                target.flatMap(hop -> hop.statistics().median()),
                Optional.empty(),
                path,
                Optional.of(text));
    }

    private static String address(Hop hop) {
        return hop.address().map(CanonicalAddress::of).orElse("*");
    }

    private Outcome outcome(
            int target,
            long sent,
            long lost,
            Optional<Duration> rtt,
            Optional<String> failed,
            List<String> path,
            Optional<String> text) {
        // Results have the address that was probed; the target is what was asked for.
        Pair pair = target < peers.size()
                ? Pair.toPeer(vantagePoint, peers.get(target))
                : Pair.toHost(vantagePoint, operation.getTargets(target));
        return new Outcome(pair, Operations.name(operation), time, sent, lost, rtt, failed, path, text);
    }
}
