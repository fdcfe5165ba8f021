// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.text;

import java.net.InetAddress;
import org.pathtracer.PathMtuEvent;
import org.pathtracer.PathMtuResult;
import org.pathtracer.Protocol;
import org.pathtracer.TransportChoice;
import org.pathtracer.mtu.SizeStep;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.Milliseconds;
import org.pathtracer.report.format.Palette;
import org.pathtracer.report.format.Printable;

/**
 * A path MTU for people: each size as soon as it is known, then what limits it.
 *
 * @since 0.1.0
 */
public final class MtuText {
    private static final int SIZE_WIDTH = 6;
    private static final int OUTCOME_WIDTH = 12;

    private final LineOutput out;
    private final Palette palette;

    public MtuText(LineOutput out, Palette palette) {
        this.out = out;
        this.palette = palette;
    }

    public boolean onEvent(PathMtuEvent event) {
        if (event instanceof PathMtuEvent.Started started) {
            print(head(started.target(), started.address(), started.protocol(), started.transport()));
        } else if (event instanceof PathMtuEvent.SizeSettled settled) {
            print(line(settled.step()));
        }
        return !out.lost();
    }

    public String waiting() {
        return "waiting for answers ...";
    }

    private String head(String target, InetAddress address, Protocol protocol, TransportChoice transport) {
        return "path MTU to " + palette.strong(Printable.line(target)) + " (" + AddressText.of(address) + "), "
                + protocol + " over " + Printable.line(transport.name());
    }

    /** All that is known of one that is over. */
    public void whole(PathMtuResult result) {
        print(head(result.target(), result.address(), result.protocol(), result.transport()));
        result.steps().forEach(step -> print(line(step)));
        onResult(result);
    }

    public void onResult(PathMtuResult result) {
        RunNotes.ofHost(result.transport(), result.networkChanged()).forEach(this::print);
        if (MtuSummary.namesAHop(result)) {
            RunNotes.ofEnd(result.stopReason(), "the hop that limits it was still looked for")
                    .forEach(this::print);
        }
        String summary = MtuSummary.of(result);
        print(result.reached() ? palette.good(summary) : palette.bad(summary));
    }

    private String line(SizeStep step) {
        String size = Integer.toString(step.size());
        String outcome = switch (step.outcome()) {
            case FITS -> "fits";
            case TOO_BIG -> "too big";
            case TOO_BIG_HERE -> "too big here";
            case REFUSED -> "refused";
            case LOST -> "lost";
            case SILENT -> "silent";
            case NOT_SENT -> "not sent";
        };
        String padded = outcome + " ".repeat(OUTCOME_WIDTH - outcome.length());
        boolean fits = step.outcome() == SizeStep.SizeOutcome.FITS;
        return (" ".repeat(Math.max(0, SIZE_WIDTH - size.length())) + size + " bytes  "
                        + (fits ? palette.good(padded) : palette.bad(padded))
                        + "  " + detail(step))
                .stripTrailing();
    }

    private static String detail(SizeStep step) {
        ProbeOutcome evidence = step.evidence();
        if (step.outcome() == SizeStep.SizeOutcome.FITS && evidence instanceof ProbeOutcome.Answer answer) {
            return Milliseconds.fixed(answer.reception().rtt()) + " ms";
        } else if (evidence instanceof ProbeOutcome.Unreachable unreachable) {
            return Summary.saying(unreachable);
        } else if (evidence instanceof ProbeOutcome.Answer answer) {
            return AddressText.of(answer.reception().address()) + " says \"time exceeded\"";
        } else if (evidence instanceof ProbeOutcome.SendFailed failure) {
            boolean usual = step.outcome() == SizeStep.SizeOutcome.TOO_BIG_HERE;
            return usual ? "" : Printable.line(failure.errorName() + ": " + failure.advice());
        }
        return step.sent() + " probes without answer";
    }

    private void print(String line) {
        out.line(line);
    }
}
