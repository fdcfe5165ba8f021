// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.pathtracer.AddressFamily;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.PingTarget;
import org.pathtracer.ping.PingReply;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.Reception;

/** A ping of one target for people, each answer as it comes. */
final class PingText implements PingReport {
    private static final int SEQUENCE_WIDTH = 5;
    private static final int RTT_WIDTH = 10;

    private final Terminal terminal;
    private final PingRequest request;
    private final Palette palette;
    private final Progress progress;
    private @Nullable InetAddress address;

    PingText(Terminal terminal, PingRequest request) {
        this.terminal = terminal;
        this.request = request;
        palette = new Palette(terminal.colours());
        progress = new Progress(terminal);
    }

    @Override
    public boolean onEvent(PingEvent event) {
        if (event instanceof PingEvent.Started started) {
            print(header(started));
        } else if (event instanceof PingEvent.Replied replied) {
            print(line(replied.reply()));
        } else if (event instanceof PingEvent.Lost lost) {
            print(sequence(lost.sequence()) + palette.faint(right("*", RTT_WIDTH)));
        } else if (event instanceof PingEvent.Duplicate duplicate) {
            print(sequence(duplicate.sequence()) + right("", RTT_WIDTH) + palette.bad("    duplicate"));
        } else if (event instanceof PingEvent.NotSent failed) {
            print(sequence(failed.sequence())
                    + right("", RTT_WIDTH)
                    + palette.bad("    " + Printable.line(failed.failure().errorName())));
        } else if (event instanceof PingEvent.Dropped dropped) {
            print(palette.faint("... " + dropped.count() + " lines left out, the terminal is too slow"));
        }
        return !terminal.out().checkError();
    }

    @Override
    public void onTick() {
        progress.show("waiting for answers ...");
    }

    @Override
    public void onResult(PingResult result) {
        new PingSummary(palette).lines(result).forEach(this::print);
    }

    private String header(PingEvent.Started started) {
        PingTarget target = started.targets().get(0);
        InetAddress known = target.address().orElseThrow();
        address = known;
        return "ping to " + palette.strong(Printable.line(target.name())) + " (" + AddressText.of(known) + "), "
                + request.probe().sizeFor(AddressFamily.of(known)) + " byte packets, " + started.protocol() + " over "
                + Printable.line(started.transport().name());
    }

    private String line(PingReply reply) {
        Reception reception = reply.answer().reception();
        StringBuilder text = new StringBuilder(sequence(reply.sequence()));
        text.append(right(Milliseconds.fixed(reception.rtt()), RTT_WIDTH)).append(" ms");
        reception.replyTtl().ifPresent(ttl -> text.append("  ttl ").append(ttl));
        if (!reception.address().equals(address)) {
            text.append("  from ").append(AddressText.of(reception.address()));
        }
        String error = error(reply.answer());
        text.append(error.isEmpty() ? "" : "  " + palette.bad(error));
        text.append(reply.reordered() ? "  " + palette.faint("(out of order)") : "");
        text.append(reception.late() ? "  " + palette.faint("(late)") : "");
        return text.toString();
    }

    private static String error(ProbeOutcome.Answer answer) {
        if (answer instanceof ProbeOutcome.TimeExceeded) {
            return "time exceeded";
        }
        return answer instanceof ProbeOutcome.Unreachable unreachable ? Summary.words(unreachable) : "";
    }

    private static String sequence(long number) {
        return right(Long.toString(number), SEQUENCE_WIDTH) + "  ";
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private void print(String line) {
        progress.erase();
        terminal.out().println(line);
        terminal.out().flush();
    }
}
