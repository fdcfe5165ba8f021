// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Texts as databases take them. */
final class Texts {
    private static final String BETWEEN = "\n";
    private static final int MOST = 255;

    private Texts() {}

    /**
     * Agents and clients may send anything. PostgreSQL has no text with a zero or half a character in it, and no index
     * of long ones.
     */
    static String storable(String text) {
        String some = text.length() <= MOST ? text : text.substring(0, MOST);
        return whole(some);
    }

    private static String whole(String text) {
        String encoded = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return encoded.replace('\0', '\uFFFD');
    }

    static String joined(List<String> hops) {
        return whole(String.join(BETWEEN, hops));
    }

    static List<String> split(String hops) {
        return List.of(hops.split(BETWEEN, -1));
    }

    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static byte[] packed(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("memory has no failures", e);
        }
        return packed.toByteArray();
    }

    static String unpacked(byte[] packed) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("a document in the store is damaged", e);
        }
    }
}
