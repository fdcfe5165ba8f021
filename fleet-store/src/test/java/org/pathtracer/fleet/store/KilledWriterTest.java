// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that writes is killed by a signal that it can't see, again and again. */
@Tag("same-for-all-users")
class KilledWriterTest {
    private static final int KILLS = Integer.getInteger("pathtracer.kills", 3);

    @Test
    void whatWasAcknowledged_isThereOnce(@TempDir Path folder) throws IOException, InterruptedException {
        String url = "jdbc:sqlite:" + folder.resolve("fleet.db");
        long acknowledged = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            acknowledged = writeUntilKilled(url, acknowledged + 10L * KilledWriter.BATCH * kill);
            try (FleetStore store = FleetStore.open(StoreOptions.builder(url).build())) {
                List<Outcome> all = store.outcomes(
                        KilledWriter.PAIR, Instant.EPOCH, KilledWriter.time(Integer.MAX_VALUE), Integer.MAX_VALUE);
                assertThat(all).as("whole batches").hasSizeGreaterThanOrEqualTo((int) acknowledged);
                assertThat(all.size() % KilledWriter.BATCH).isZero();
                assertThat(all).extracting(Outcome::time).doesNotHaveDuplicates();
                assertThat(all.get(0).time()).isEqualTo(KilledWriter.time(all.size()));
            }
        }
    }

    /** Returns the last number that the process said to be written. */
    private static long writeUntilKilled(String url, long until) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        url)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long last = 0;
        try (BufferedReader lines = writer.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.endsWith(".")) { // else it was killed in the middle of the line
                    last = Long.parseLong(line.substring(0, line.length() - 1));
                }
                if (last >= until) {
                    writer.toHandle().destroyForcibly(); // which does not end the stream of what it said
                }
            }
        }
        writer.waitFor();
        return last;
    }
}
