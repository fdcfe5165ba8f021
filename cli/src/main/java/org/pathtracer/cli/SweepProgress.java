// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;

/** How far a ping of several targets is, on a line of the terminal that comes and goes. */
final class SweepProgress {
    private final Progress progress;
    private final long probes;
    private long completed;
    private long answered;
    private long leftOut;

    SweepProgress(Terminal terminal, PingRequest request) {
        this(new Progress(terminal), request);
    }

    SweepProgress(Progress progress, PingRequest request) {
        this.progress = progress;
        probes = (long) request.count() * request.targets().size();
    }

    void onEvent(PingEvent event) {
        if (event instanceof PingEvent.Replied replied
                && !replied.reply().answer().reception().late()) {
            completed++;
            answered += replied.target().isAuthorOf(replied.reply().answer()) ? 1 : 0;
        } else if (event instanceof PingEvent.Lost || event instanceof PingEvent.NotSent) {
            completed++;
        } else if (event instanceof PingEvent.Dropped dropped) {
            leftOut += dropped.count();
        }
    }

    /** What a slow terminal missed were completed probes, but for a few. */
    void show() {
        String of = probes == 0 ? "" : " of " + probes;
        String some = leftOut == 0 ? "" : "at least ";
        progress.show(completed + leftOut + of + " probes done, " + some + answered + " answered ...");
    }

    void erase() {
        progress.erase();
    }
}
