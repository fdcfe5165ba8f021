// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.fleet.wire.Kept;

class SpoolTest {
    private static final int SIZE = 128 << 10;

    @TempDir
    private Path folder = Path.of("");

    private Spool open() {
        return Spool.open(folder, SIZE);
    }

    private static Kept.Builder entry(int bytes) {
        return Kept.newBuilder().setDocument(ByteString.copyFrom(new byte[bytes]));
    }

    private static List<Long> numbers(Spool spool) {
        return spool.next(Integer.MAX_VALUE).stream().map(Kept::getSequence).toList();
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    void entries_stayUntilTheyAreAcknowledged_alsoOverARestart() {
        String id;
        try (Spool spool = open()) {
            id = spool.id();
            for (int i = 0; i < 10; i++) {
                spool.add(entry(1000));
            }
            assertThat(numbers(spool)).isEqualTo(range(1, 10));
            assertThat(spool.next(2500)).hasSize(2);
            assertThat(spool.next(1)).as("one at least").hasSize(1);
            spool.acknowledged(4);
            assertThat(numbers(spool)).isEqualTo(range(5, 10));
            assertThat(spool.waiting()).isEqualTo(6);
        }
        try (Spool spool = open()) {
            assertThat(spool.id()).isEqualTo(id);
            assertThat(numbers(spool))
                    .as("again, since hubs know what they have")
                    .isEqualTo(range(1, 10));
            spool.acknowledged(10);
            spool.add(entry(1));
            assertThat(numbers(spool)).containsExactly(11L);
        }
    }

    @Test
    void numbers_neverComeTwiceUnderOneName() {
        String id;
        try (Spool spool = open()) {
            id = spool.id();
            spool.add(entry(1));
            spool.acknowledged(1);
            assertThat(spool.waiting()).isZero();
        }
        try (Spool spool = open()) {
            spool.add(entry(1));
            assertThat(spool.id().equals(id) ? numbers(spool).get(1) : 1L)
                    .isEqualTo(spool.id().equals(id) ? 2L : 1L);
        }
    }

    @Test
    void fullSpool_dropsTheOldest_andCountsThem() throws IOException {
        try (Spool spool = open()) {
            for (int i = 0; i < 300; i++) {
                spool.add(entry(1000));
            }
            List<Long> left = numbers(spool);
            assertThat(left).hasSizeBetween(90, 130).isEqualTo(range(left.get(0), 300));
            assertThat(spool.dropped()).isEqualTo(300 - left.size());
            assertThat(spool.waiting()).isEqualTo(left.size());
            assertThat(bytes()).isLessThanOrEqualTo(SIZE);
        }
    }

    private long bytes() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    @Test
    void entryThatWasNotWrittenToItsEnd_isLeftOut() throws IOException {
        try (Spool spool = open()) {
            spool.add(entry(100));
            spool.add(entry(100));
        }
        Path file;
        try (Stream<Path> files = Files.list(folder)) {
            file = files.filter(one -> one.toString().endsWith(".kept"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 1));
        try (Spool spool = open()) {
            assertThat(numbers(spool)).containsExactly(1L);
            spool.add(entry(1));
            assertThat(numbers(spool)).containsExactly(1L, 2L);
        }
    }

    /** A disk that refuses a file, as a full one does. */
    @Test
    void diskThatRefuses_costsOutcomes_andNothingElse() throws IOException {
        try (Spool spool = open()) {
            Path taken = folder.resolve("%s-%018d.kept".formatted(spool.id(), 1));
            Files.createDirectory(taken);
            spool.add(entry(1));
            spool.add(entry(1));
            assertThat(spool.dropped()).isEqualTo(2);
            assertThat(spool.waiting()).isZero();
            Files.delete(taken);
            spool.add(entry(1));
            assertThat(numbers(spool)).containsExactly(1L);
        }
    }

    @Test
    void spoolOfTwoAgents_isRefused() {
        try (Spool spool = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("another agent uses it");
            assertThat(spool.dropped()).isZero();
        }
    }

    @Test
    void folderThatCannotBeMade_isASentence() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> Spool.open(file.resolve("spool"), SIZE))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("can't be used");
    }
}
