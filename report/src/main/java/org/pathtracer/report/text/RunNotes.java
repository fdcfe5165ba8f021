// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.text;

import java.util.ArrayList;
import java.util.List;
import org.pathtracer.StopReason;
import org.pathtracer.TransportChoice;
import org.pathtracer.report.format.NetworkNote;

/**
 * What of a run came from this host or its user, and not from the network: a sentence each.
 *
 * @since 0.1.0
 */
public final class RunNotes {
    private RunNotes() {}

    /** What this host lost, and whether its network changed. */
    public static List<String> ofHost(TransportChoice transport, boolean networkChanged) {
        List<String> notes = new ArrayList<>();
        long lost = transport.lostHere();
        if (lost > 0) {
            notes.add("this host itself lost " + lost + (lost == 1 ? " packet" : " packets")
                    + " that it had received, since a socket's buffer was full: what is unanswered here may not have"
                    + " been lost in the network");
        }
        notes.addAll(NetworkNote.of(networkChanged));
        return notes;
    }

    /**
     * That it was ended from outside, or nothing.
     *
     * @param consequence what that means for the result
     */
    public static List<String> ofEnd(StopReason reason, String consequence) {
        return switch (reason) {
            case DEADLINE -> List.of("the deadline passed: " + consequence);
            case CANCELLED -> List.of("stopped: " + consequence);
            default -> List.of();
        };
    }
}
