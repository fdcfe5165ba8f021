// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.util.Optional;
import org.pathtracer.Run;
import org.pathtracer.result.RunRecord;

/** Which packets a diagnosis has sent, and may send. */
final class Ledger {
    /** Of all operations together: less than one page of a web site loads. */
    static final int MOST_PACKETS = 600;

    /**
     * A search for the path MTU sends 3 probes of a dozen sizes, the same to a hop before, and more where some are
     * lost.
     */
    private static final int SEARCH_PACKETS = 200;

    private Optional<Run> first = Optional.empty();
    private long sent;
    private long answered;
    private boolean networkChanged;
    /** By the tasks of the next stage. */
    private int planned;

    private boolean searching;

    void nextStage() {
        planned = searching ? SEARCH_PACKETS : 0;
    }

    void searchBegins() {
        searching = true;
        planned += SEARCH_PACKETS;
    }

    void searchEnds() {
        searching = false;
    }

    /** Returns how many packets may still be planned for the stage. */
    int left() {
        return (int) Math.max(0, MOST_PACKETS - sent - planned);
    }

    void plan(int packets) {
        planned += packets;
    }

    void add(Run run) {
        first = first.or(() -> Optional.of(run));
        sent += run.probesSent();
        answered += run.repliesReceived();
        networkChanged |= run.networkChanged();
    }

    /** The same, of an operation that does not tell which transport it was given. */
    void addSampling(RunRecord run) {
        sent += run.probesSent();
        answered += run.repliesReceived();
        networkChanged |= run.networkChanged();
    }

    Optional<Run> first() {
        return first;
    }

    long sent() {
        return sent;
    }

    long answered() {
        return answered;
    }

    boolean networkChanged() {
        return networkChanged;
    }
}
