// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.cache;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.zip.CRC32;

/** Caches in a file: a name and version, the time, the sections one after the other, and a checksum of all before. */
final class CacheFile {
    /** For files alone: nothing else outlives this JVM's own clock. */
    static final LongSupplier WALL_CLOCK = System::currentTimeMillis;

    private static final System.Logger LOG = System.getLogger("org.pathtracer");
    private static final String NAME = "pathtracer-caches";
    private static final int VERSION = 1;
    private static final long LARGEST = 1L << 30;

    private CacheFile() {}

    /** Writes or reads the sections, in an order that never changes. */
    interface Sections<S> {
        void run(S sections) throws IOException;
    }

    /** Writes sections. */
    record Output(DataOutputStream out) {
        <K, V> void section(LookupCache<K, V> cache, Codec<K> keys, Codec<V> values) throws IOException {
            List<LookupCache.Saved<K, V>> all = cache.saved();
            Codec<Optional<V>> optional = Codec.optional(values);
            out.writeInt(all.size());
            for (LookupCache.Saved<K, V> saved : all) {
                keys.write(out, saved.key());
                optional.write(out, saved.value());
                out.writeLong(saved.left().toMillis());
            }
        }
    }

    /**
     * Reads sections. Entries are added when all have been read.
     *
     * @param age time since the file was written
     */
    record Input(DataInputStream in, Duration age, long generation, List<Runnable> additions) {
        <K, V> void section(LookupCache<K, V> cache, Codec<K> keys, Codec<V> values) throws IOException {
            Codec<Optional<V>> optional = Codec.optional(values);
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                K key = keys.read(in);
                Optional<V> value = optional.read(in);
                Duration left = Duration.ofMillis(in.readLong()).minus(age);
                if (!left.isNegative() && !left.isZero()) {
                    additions.add(() -> cache.restore(new LookupCache.Saved<>(key, value, left), generation));
                }
            }
        }
    }

    /** Under another name first, and only then under its own: a reader sees the old one or the new one. */
    static void write(Path file, long now, Sections<Output> sections) throws IOException {
        byte[] bytes = bytes(now, sections);
        Path target = file.toAbsolutePath();
        Path draft = Files.createTempFile(target.getParent(), "." + target.getFileName(), ".new");
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer left = ByteBuffer.wrap(bytes);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static byte[] bytes(long now, Sections<Output> sections) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(NAME);
        out.writeInt(VERSION);
        out.writeLong(now);
        sections.run(new Output(out));
        out.writeLong(checksum(bytes.toByteArray(), bytes.size()));
        return bytes.toByteArray();
    }

    private static long checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return crc.getValue();
    }

    /** Entries added. */
    static int read(Path file, long now, long generation, Sections<Input> sections) throws IOException {
        try {
            if (Files.size(file) > LARGEST) {
                return ignore(file, "it is too large");
            }
            return read(file, Files.readAllBytes(file), now, generation, sections);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private static int read(Path file, byte[] bytes, long now, long generation, Sections<Input> sections) {
        int length = bytes.length - Long.BYTES;
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (length < 0 || !in.readUTF().equals(NAME)) {
                return ignore(file, "it has no caches of pathtracer in it");
            }
            int version = in.readInt();
            if (version != VERSION) {
                return ignore(file, "its version is " + version + ", and not " + VERSION);
            }
            if (ByteBuffer.wrap(bytes).getLong(length) != checksum(bytes, length)) {
                return ignore(file, "its checksum is wrong");
            }
            // A clock that was set back must not make entries younger.
            Duration age = Duration.ofMillis(Math.max(0, now - in.readLong()));
            List<Runnable> additions = new ArrayList<>();
            sections.run(new Input(in, age, generation, additions));
            additions.forEach(Runnable::run);
            return additions.size();
        } catch (IOException | RuntimeException e) {
            return ignore(file, "it is damaged: " + e);
        }
    }

    private static int ignore(Path file, String reason) {
        LOG.log(System.Logger.Level.WARNING, "The cache file {0} is ignored, since {1}", file, reason);
        return 0;
    }
}
