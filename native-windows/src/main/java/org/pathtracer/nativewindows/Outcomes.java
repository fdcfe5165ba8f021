// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows;

import java.util.ArrayDeque;
import java.util.Optional;
import org.pathtracer.AddressFamily;
import org.pathtracer.SystemCallException;
import org.pathtracer.nativewindows.echo.EchoReply;
import org.pathtracer.nativewindows.win32.WindowsError;
import org.pathtracer.probe.Matching;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.TransportListener;

/** Says in the listener's terms what became of requests. On the loop. */
final class Outcomes {
    private record Failed(int probeId, ProbeOutcome.SendFailed outcome) {}

    private final TransportListener listener;
    private final ArrayDeque<Failed> failures = new ArrayDeque<>();

    Outcomes(TransportListener listener) {
        this.listener = listener;
    }

    void sent(Probe probe, long nanos) {
        listener.onSent(probe.id(), nanos, TimestampSource.USER);
    }

    /** Tells of a reply at once, of a failure with the next {@link #tellFailures}. */
    void ended(Probe probe, EchoReply reply, long arrivedNanos) {
        if (reply instanceof EchoReply.Answer answer) {
            listener.onReply(Reply.of(probe.id(), answer.kind(), answer.from(), arrivedNanos, TimestampSource.USER)
                    .icmp(answer.type(), answer.code())
                    .replyTtl(answer.replyTtl())
                    .probeDestination(Optional.of(probe.profile().destination()))
                    .tag(answer.tag(), answer.tagBits())
                    .matching(Matching.KERNEL)
                    .build());
        } else if (reply instanceof EchoReply.Failure failure) {
            fail(
                    probe,
                    new ProbeOutcome.SendFailed(operation(probe), failure.code(), failure.name(), failure.advice()));
        } else if (reply instanceof EchoReply.Unwritten) {
            fail(
                    probe,
                    new ProbeOutcome.SendFailed(
                            operation(probe),
                            0,
                            "no reply",
                            "Windows took the request and said that it is over, but not how; it may be forbidden here"));
        }
    }

    /** Windows refused the request at once. */
    void refused(Probe probe, int error) {
        fail(probe, WindowsError.sendFailed(operation(probe), error));
    }

    /** There are no means to send it. */
    void unsendable(Probe probe, SystemCallException cause) {
        fail(probe, new ProbeOutcome.SendFailed(cause.operation(), cause.errno(), cause.errorName(), cause.advice()));
    }

    /** It waited too long to leave. */
    void busy(Probe probe, int limit) {
        fail(
                probe,
                new ProbeOutcome.SendFailed(
                        "sending an echo request",
                        WindowsError.ERROR_BUSY,
                        WindowsError.name(WindowsError.ERROR_BUSY),
                        "it waited for half its timeout, since Windows takes %d requests at a time; send more slowly"
                                .formatted(limit)));
    }

    private void fail(Probe probe, ProbeOutcome.SendFailed outcome) {
        failures.add(new Failed(probe.id(), outcome));
    }

    private static String operation(Probe probe) {
        return probe.profile().family() == AddressFamily.IPV6 ? "Icmp6SendEcho2" : "IcmpSendEcho2Ex";
    }

    boolean isEmpty() {
        return failures.isEmpty();
    }

    void tellFailures() {
        Failed failure;
        while ((failure = failures.poll()) != null) {
            listener.onSendFailed(failure.probeId, failure.outcome);
        }
    }

    /** All that was known by now has been told. */
    void drained() {
        listener.onDrained();
    }

    void broken(SystemCallException cause) {
        listener.onBroken(cause);
    }

    void clear() {
        failures.clear();
    }
}
