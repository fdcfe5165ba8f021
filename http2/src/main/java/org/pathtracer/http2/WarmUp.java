// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.http2;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.function.IntFunction;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts and decrypts until it is fast. Before the JVM has compiled AES-GCM it takes about a hundred times as long
 * (some 10 MB/s), and a load would be over before. What counts for the compiler is the number of calls: with records of
 * a TLS connection's size, these would take many seconds; with small ones, one.
 */
public final class WarmUp implements Runnable {
    private static final int SMALL = 64;
    private static final int RECORD = 16 * 1024;
    private static final int CALLS = 2000;
    /** Of {@link #CALLS} each; far more than any JVM was seen to need. */
    private static final int MOST_TURNS = 60;
    /** Compiled it takes 50 to 150 microseconds, and 5 ms before. */
    private static final long FAST_NANOS = 500_000;

    private static final int TAG_BYTES = 16;
    private static final int NONCE_BYTES = 12;

    /**
     * On the heap and outside of it, where different methods do the work: TLS reads from the one and writes to the
     * other.
     */
    private record Buffers(ByteBuffer plain, ByteBuffer encrypted, ByteBuffer decrypted) {
        static Buffers of(IntFunction<ByteBuffer> kind) {
            return new Buffers(kind.apply(RECORD), kind.apply(RECORD + TAG_BYTES), kind.apply(RECORD + TAG_BYTES));
        }
    }

    private final SecretKeySpec key = new SecretKeySpec(new byte[16], "AES");
    private final List<Buffers> kinds =
            List.of(Buffers.of(ByteBuffer::allocate), Buffers.of(ByteBuffer::allocateDirect));
    private long records;

    /** To be run beside what is waiting; ends soon when its thread is interrupted. */
    public WarmUp() {}

    @Override
    public void run() {
        try {
            Cipher encrypt = Cipher.getInstance("AES/GCM/NoPadding");
            Cipher decrypt = Cipher.getInstance("AES/GCM/NoPadding");
            for (int turn = 0; turn < MOST_TURNS && !fast(encrypt, decrypt); turn++) {
                for (int i = 0; i < CALLS && !Thread.currentThread().isInterrupted(); i++) {
                    record(encrypt, decrypt, SMALL);
                }
            }
        } catch (GeneralSecurityException e) {
            // A runtime without AES-GCM: TLS says what it can do and what not.
        }
    }

    /** Encrypted so far. */
    long records() {
        return records;
    }

    private boolean fast(Cipher encrypt, Cipher decrypt) throws GeneralSecurityException {
        long begun = System.nanoTime();
        record(encrypt, decrypt, RECORD);
        return System.nanoTime() - begun < FAST_NANOS || Thread.currentThread().isInterrupted();
    }

    private void record(Cipher encrypt, Cipher decrypt, int bytes) throws GeneralSecurityException {
        for (Buffers buffers : kinds) {
            byte[] nonce = ByteBuffer.allocate(NONCE_BYTES).putLong(records++).array();
            GCMParameterSpec parameters = new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce);
            encrypt.init(Cipher.ENCRYPT_MODE, key, parameters);
            encrypt.doFinal(
                    buffers.plain().clear().limit(bytes), buffers.encrypted().clear());
            decrypt.init(Cipher.DECRYPT_MODE, key, parameters);
            decrypt.doFinal(buffers.encrypted().flip(), buffers.decrypted().clear());
        }
    }
}
