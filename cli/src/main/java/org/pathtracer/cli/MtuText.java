// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import org.pathtracer.PathMtuEvent;
import org.pathtracer.PathMtuResult;
import org.pathtracer.mtu.SizeStep;
import org.pathtracer.probe.ProbeOutcome;

/** A path MTU for people: each size as soon as it is known, then what limits it. */
final class MtuText {
    private static final int SIZE_WIDTH = 6;
    private static final int OUTCOME_WIDTH = 12;

    private final Terminal terminal;
    private final Palette palette;
    private final Progress progress;

    MtuText(Terminal terminal) {
        this.terminal = terminal;
        palette = new Palette(terminal.colours());
        progress = new Progress(terminal);
    }

    boolean onEvent(PathMtuEvent event) {
        if (event instanceof PathMtuEvent.Started started) {
            print("path MTU to " + palette.strong(Printable.line(started.target())) + " ("
                    + AddressText.of(started.address()) + "), " + started.protocol() + " over "
                    + Printable.line(started.transport().name()));
        } else if (event instanceof PathMtuEvent.SizeSettled settled) {
            print(line(settled.step()));
        }
        return !terminal.out().checkError();
    }

    void onTick() {
        progress.show("waiting for answers ...");
    }

    void onResult(PathMtuResult result) {
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
        progress.erase();
        terminal.out().println(line);
        terminal.out().flush();
    }
}
