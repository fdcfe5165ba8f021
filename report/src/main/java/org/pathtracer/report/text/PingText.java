// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.text;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.PingTarget;
import org.pathtracer.Protocol;
import org.pathtracer.TransportChoice;
import org.pathtracer.ping.PingReply;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.Reception;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.Cells;
import org.pathtracer.report.format.Milliseconds;
import org.pathtracer.report.format.OptionValues;
import org.pathtracer.report.format.Palette;
import org.pathtracer.report.format.Printable;
import org.pathtracer.result.UsedOptions;

/**
 * A ping of one target for people, each answer as it comes.
 *
 * @since 0.1.0
 */
public final class PingText {
    private static final int SEQUENCE_WIDTH = 5;
    private static final int RTT_WIDTH = 10;

    private final LineOutput out;
    private final OptionValues options;
    private final Palette palette;
    private @Nullable InetAddress address;

    /**
     * A text that begins.
     *
     * @param options of the run, which its head tells as far as they are known
     */
    public PingText(LineOutput out, Palette palette, Map<String, String> options) {
        this.out = out;
        this.options = new OptionValues(options);
        this.palette = palette;
    }

    /** Returns the text of a ping that is to run. */
    public static PingText live(LineOutput out, Palette palette, PingRequest request) {
        return new PingText(out, palette, UsedOptions.of(request));
    }

    public boolean onEvent(PingEvent event) {
        if (event instanceof PingEvent.Started started) {
            print(header(started.targets().get(0), started.protocol(), started.transport()));
        } else if (event instanceof PingEvent.Replied replied) {
            print(line(replied.reply()));
        } else if (event instanceof PingEvent.Lost lost) {
            print(lost(lost.sequence()));
        } else if (event instanceof PingEvent.Duplicate duplicate) {
            print(sequence(duplicate.sequence()) + Cells.right("", RTT_WIDTH) + palette.bad("    duplicate"));
        } else if (event instanceof PingEvent.NotSent failed) {
            print(sequence(failed.sequence())
                    + Cells.right("", RTT_WIDTH)
                    + palette.bad("    " + Printable.line(failed.failure().errorName())));
        } else if (event instanceof PingEvent.Dropped dropped) {
            print(palette.faint("... " + dropped.count() + " lines left out, the terminal is too slow"));
        }
        return !out.lost();
    }

    public String waiting() {
        return "waiting for answers ...";
    }

    private String lost(long number) {
        return sequence(number) + palette.faint(Cells.right("*", RTT_WIDTH));
    }

    /** All of a ping of one target that is over: answers in the order of their probes, as far as they were kept. */
    public void whole(PingResult result) {
        PingSeries series = result.targets().get(0);
        if (series.target().address().isPresent()) {
            print(header(series.target(), result.protocol(), result.transport()));
        }
        List<PingReply> replies = new ArrayList<>(series.replies());
        replies.sort(Comparator.comparingLong(PingReply::sequence));
        boolean all = series.repliesLeftOut() == 0 && series.sendFailures().isEmpty();
        long next = 0;
        for (PingReply reply : replies) {
            for (; all && next < reply.sequence(); next++) {
                print(lost(next));
            }
            next = Math.max(next, reply.sequence() + 1);
            print(line(reply));
        }
        for (; all && next < series.sent(); next++) {
            print(lost(next));
        }
        onResult(result);
    }

    public void onResult(PingResult result) {
        new PingSummary(palette).lines(result).forEach(this::print);
    }

    private String header(PingTarget target, Protocol protocol, TransportChoice transport) {
        InetAddress known = target.address().orElseThrow();
        address = known;
        OptionalInt bytes = options.packetSize(known);
        String size = bytes.isPresent() ? bytes.getAsInt() + " byte packets, " : "";
        return "ping to " + palette.strong(Printable.line(target.name())) + " (" + AddressText.of(known) + "), " + size
                + protocol + " over " + Printable.line(transport.name());
    }

    private String line(PingReply reply) {
        Reception reception = reply.answer().reception();
        StringBuilder text = new StringBuilder(sequence(reply.sequence()));
        text.append(Cells.right(Milliseconds.fixed(reception.rtt()), RTT_WIDTH)).append(" ms");
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
        return Cells.right(Long.toString(number), SEQUENCE_WIDTH) + "  ";
    }

    private void print(String line) {
        out.line(line);
    }
}
