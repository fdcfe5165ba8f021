// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.ping;

import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingSeries;
import org.pathtracer.cli.output.Progress;
import org.pathtracer.cli.output.Terminal;

/** How far a ping of several targets is, on a line of the terminal that comes and goes. */
public final class SweepProgress {
    private final Progress progress;
    private final long probes;
    private long completed;
    private long answered;
    private long leftOut;

    public SweepProgress(Terminal terminal, PingRequest request) {
        this(new Progress(terminal), request);
    }

    public SweepProgress(Progress progress, PingRequest request) {
        this.progress = progress;
        probes = (long) request.count() * request.hostCount();
    }

    public void onEvent(PingEvent event) {
        if (event instanceof PingEvent.Replied replied
                && !replied.reply().answer().reception().late()) {
            completed++;
            answered += replied.target().isAuthorOf(replied.reply().answer()) ? 1 : 0;
        } else if (event instanceof PingEvent.Lost || event instanceof PingEvent.NotSent) {
            completed++;
        } else if (event instanceof PingEvent.TargetCompleted target) {
            completed += target.series().sent() + unsent(target.series());
            answered += target.series().received();
        } else if (event instanceof PingEvent.Dropped dropped) {
            leftOut += dropped.count();
        }
    }

    private static long unsent(PingSeries series) {
        return series.sendFailures().isEmpty()
                ? 0
                : series.sendFailures().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
    }

    /** What a slow terminal missed were completed probes, but for a few. */
    public void show() {
        String of = probes == 0 ? "" : " of " + probes;
        String some = leftOut == 0 ? "" : "at least ";
        progress.show(completed + leftOut + of + " probes done, " + some + answered + " answered ...");
    }

    public void erase() {
        progress.erase();
    }
}
