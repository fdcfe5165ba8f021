// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.agent;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.fleet.wire.Assign;
import org.pathtracer.fleet.wire.Kept;

/**
 * Outcomes on the disk until a hub has them. Each has a number, one larger than that before, so that a hub knows what
 * it has. Where they don't fit, the oldest are dropped. Thread-safe.
 */
final class Spool implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Spool.class.getName());
    private static final long LARGEST_SEGMENT = 256 << 10;
    private static final int SEGMENTS = 8;
    private static final Pattern NAME = Pattern.compile("([0-9a-f-]{36})-([0-9]{18})\\.kept");

    private final Path folder;
    private final long size;
    private final FileChannel lockFile;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private final String id;
    private @Nullable FileChannel writing;
    private long last;
    private long acknowledged;
    private long dropped;
    private boolean failing;
    private boolean closed;

    /** A file with entries of ascending numbers. */
    private static final class Segment {
        private final Path file;
        private long last;
        private long bytes;

        Segment(Path file, long last, long bytes) {
            this.file = file;
            this.last = last;
            this.bytes = bytes;
        }
    }

    private Spool(Path folder, long size, FileChannel lockFile) throws IOException {
        this.folder = folder;
        this.size = size;
        this.lockFile = lockFile;
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
        String found = null;
        for (Path file : files) {
            List<Kept> entries = read(file);
            if (!entries.isEmpty()) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                found = name.matches() ? name.group(1) : found;
                last = entries.get(entries.size() - 1).getSequence();
                segments.add(new Segment(file, last, Files.size(file)));
            } else {
                Files.delete(file);
            }
        }
        // Without entries the last number is not known, so that numbers begin anew, and hubs must not mistake them.
        id = found == null ? UUID.randomUUID().toString() : found;
    }

    /**
     * Opens the spool in a folder, and makes it if it is not there.
     *
     * @throws InvalidRequestException if it can't be used
     */
    static Spool open(Path folder, long size) {
        FileChannel lockFile = null;
        try {
            Files.createDirectories(folder);
            lockFile = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lockFile.tryLock();
            if (lock == null) {
                throw new IOException("another agent uses it");
            }
            return new Spool(folder, size, lockFile);
        } catch (IOException | OverlappingFileLockException e) {
            if (lockFile != null) {
                closeQuietly(lockFile);
            }
            String why = e instanceof IOException ? e.getMessage() : "another agent uses it";
            throw new InvalidRequestException("the spool %s can't be used: %s".formatted(folder, why));
        }
    }

    String id() {
        return id;
    }

    /** Returns the number of entries that were dropped, for the lack of room or since the disk refused them. */
    synchronized long dropped() {
        return dropped;
    }

    /** Returns the number of entries that no hub has. */
    synchronized long waiting() {
        return segments.isEmpty() ? 0 : last - Math.max(acknowledged, firstKept() - 1);
    }

    private long firstKept() {
        String name = segments.getFirst().file.getFileName().toString();
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? Long.parseLong(matcher.group(2)) : 1;
    }

    /** Keeps an entry. It is on the disk afterwards, or counts as dropped. */
    synchronized void add(Kept.Builder entry) {
        if (closed) {
            return; // the run was cancelled by the agent's end
        }
        long sequence = last + 1;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            entry.setSequence(sequence).build().writeDelimitedTo(bytes);
            makeRoom(bytes.size());
            write(bytes.toByteArray(), sequence);
            last = sequence;
            failing = false;
        } catch (IOException e) {
            dropped++;
            abandonSegment();
            if (!failing) {
                failing = true;
                LOG.log(
                        System.Logger.Level.WARNING,
                        "the spool {0} can''t be written: {1}; measuring goes on, outcomes are dropped",
                        folder,
                        e.getMessage());
            }
        }
    }

    private void makeRoom(long bytes) throws IOException {
        long total = segments.stream().mapToLong(segment -> segment.bytes).sum();
        while (total + bytes > size && !segments.isEmpty()) {
            Segment oldest = segments.getFirst();
            long lost = oldest.last - Math.max(acknowledged, firstKept() - 1);
            if (lost > 0) {
                dropped += lost;
                LOG.log(System.Logger.Level.WARNING, "the spool {0} is full: the oldest outcomes were dropped", folder);
            }
            total -= oldest.bytes;
            remove(oldest);
        }
    }

    private void write(byte[] bytes, long sequence) throws IOException {
        Segment segment = segments.peekLast();
        if (writing == null || segment == null || segment.bytes > Math.min(LARGEST_SEGMENT, size / SEGMENTS)) {
            closeSegment();
            Path file = folder.resolve("%s-%018d.kept".formatted(id, sequence));
            // What a write that failed left of the same number.
            writing = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
            segment = new Segment(file, sequence - 1, 0);
            segments.add(segment);
        }
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            writing.write(left);
        }
        writing.force(false);
        segment.last = sequence;
        segment.bytes += bytes.length;
    }

    /** What follows half an entry could not be read. */
    private void abandonSegment() {
        Segment segment = segments.peekLast();
        FileChannel channel = writing;
        try {
            if (channel != null && segment != null) {
                channel.truncate(segment.bytes);
            }
            closeSegment();
            if (segment != null && segment.bytes == 0) {
                remove(segment);
            }
        } catch (IOException e) {
            closeQuietly(channel);
            writing = null;
        }
    }

    private void closeSegment() throws IOException {
        FileChannel channel = writing;
        writing = null;
        if (channel != null) {
            channel.close();
        }
    }

    private void remove(Segment segment) throws IOException {
        if (segment == segments.peekLast()) {
            closeSegment();
        }
        segments.remove(segment);
        Files.deleteIfExists(segment.file);
    }

    /** Returns the oldest entries that no hub has, about so many bytes of them, and one at least if there is one. */
    synchronized List<Kept> next(int bytes) {
        List<Kept> some = new ArrayList<>();
        long left = bytes;
        for (Segment segment : segments) {
            if (segment.last <= acknowledged) {
                continue;
            }
            for (Kept entry : read(segment.file)) {
                if (entry.getSequence() > acknowledged) {
                    left -= entry.getSerializedSize();
                    if (left < 0 && !some.isEmpty()) {
                        return some;
                    }
                    some.add(entry);
                }
            }
        }
        return some;
    }

    /** A hub has all up to a number. The file with the last one stays, which knows the number. */
    synchronized void acknowledged(long sequence) {
        acknowledged = Math.max(acknowledged, Math.min(sequence, last));
        try {
            while (segments.size() > 1 && segments.getFirst().last <= acknowledged) {
                remove(segments.getFirst());
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the spool can''t be tidied up: {0}", e.getMessage());
        }
    }

    /** An entry that was not written to its end is the last one. */
    private static List<Kept> read(Path file) {
        List<Kept> entries = new ArrayList<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            Kept entry = Kept.parseDelimitedFrom(in);
            while (entry != null) {
                entries.add(entry);
                entry = Kept.parseDelimitedFrom(in);
            }
        } catch (InvalidProtocolBufferException e) {
            // the process was killed, or the disk was full
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} can''t be read: {1}", file, e.getMessage());
        }
        return entries;
    }

    /** Returns what the agent was told to measure last. */
    Assign assigned() {
        try {
            return Assign.parseFrom(Files.readAllBytes(folder.resolve("assigned")));
        } catch (IOException e) {
            return Assign.getDefaultInstance(); // nothing yet
        }
    }

    void assigned(Assign assign) {
        try {
            Path fresh = folder.resolve("assigned.new");
            Files.write(fresh, assign.toByteArray());
            Files.move(fresh, folder.resolve("assigned"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "what is to be measured can''t be kept over a restart: {0}",
                    e.getMessage());
        }
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // there is nothing left to do
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        closeQuietly(writing);
        writing = null;
        closeQuietly(lockFile);
    }
}
