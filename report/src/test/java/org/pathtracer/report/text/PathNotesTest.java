// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.samples.Samples.TIMEOUT;
import static org.pathtracer.samples.Samples.echo;
import static org.pathtracer.samples.Samples.eliminated;
import static org.pathtracer.samples.Samples.exceeded;
import static org.pathtracer.samples.Samples.hop;
import static org.pathtracer.samples.Samples.result;
import static org.pathtracer.samples.Samples.telling;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pathtracer.StopReason;
import org.pathtracer.probe.HeaderChange;
import org.pathtracer.probe.HeaderField;
import org.pathtracer.report.Appended;

/** What is said of a whole path. Every answer of the samples arrives with TTL 63: two hops back. */
public class PathNotesTest {
    @Test
    public void plainPath_needsNoNotes() {
        assertThat(PathNotes.of(
                        result(StopReason.DESTINATION, hop(1, exceeded("192.0.2.9", 1)), hop(2, echo("192.0.2.1", 1)))))
                .isEmpty();
    }

    @Test
    public void reachedTraceThatWasCutShort_saysSoOnce() {
        assertThat(PathNotes.of(result(
                        true, StopReason.DEADLINE, 0, hop(1, exceeded("192.0.2.9", 1)), hop(2, echo("192.0.2.1", 1)))))
                .containsExactly("the deadline passed: hops may show fewer probes than were asked for");
        // The summary says so.
        assertThat(PathNotes.of(result(StopReason.DEADLINE, hop(1, exceeded("192.0.2.9", 1)))))
                .isEmpty();
    }

    @Test
    public void lossOfThisHost_isTold() {
        assertThat(PathNotes.of(result(true, StopReason.DESTINATION, 1, hop(2, echo("192.0.2.1", 1)))))
                .singleElement()
                .asString()
                .startsWith("this host itself lost 1 packet that it had received");
    }

    @Test
    public void rewrittenFields_areToldByPlaceAndReason() {
        assertThat(PathNotes.of(result(
                        StopReason.MAX_HOPS,
                        hop(1, exceeded("192.0.2.7", 1)),
                        hop(2, TIMEOUT),
                        hop(3, telling("192.0.2.9", 1, Appended.TRANSLATED)))))
                .containsExactly(
                        "address translation between hop 1 and 3: source port 33000 became 1024, checksum 12 became 99",
                        "header rewritten between hop 1 and 3: DSCP 46 became 0");
    }

    @Test
    public void rewriteBeforeTheFirstAnswer_isAtThatHopOrBefore() {
        HeaderChange address = new HeaderChange(HeaderField.SOURCE_ADDRESS, "10.0.0.2", "192.0.2.33");
        assertThat(PathNotes.of(result(StopReason.MAX_HOPS, hop(1, telling("192.0.2.9", 1, List.of(address))))))
                .containsExactly("address translation at hop 1 or before: source address 10.0.0.2 became 192.0.2.33");
    }

    @Test
    public void answersFoundByElimination_areToldSo() {
        assertThat(PathNotes.of(result(
                        StopReason.MAX_HOPS,
                        hop(1, eliminated("192.0.2.7", 1)),
                        hop(2, TIMEOUT),
                        hop(3, TIMEOUT, eliminated("192.0.2.9", 1)))))
                .containsExactly("answers of hop 1, 3 show too little of the probes to tell them apart,"
                        + " so one was sent at a time");
    }

    @Test
    public void otherLengthOfTheWayBack_isToldIfTheTargetWasReached() {
        assertThat(PathNotes.of(result(StopReason.DESTINATION, hop(5, echo("192.0.2.1", 1)))))
                .containsExactly("the way back has about 2 hops, the way there 5");
        assertThat(PathNotes.of(result(StopReason.MAX_HOPS, hop(5, exceeded("192.0.2.7", 1)))))
                .isEmpty();
    }
}
