// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.jspecify.annotations.Nullable;

/** Users and their passwords, by HTTP's basic authentication (RFC 7617). Thread-safe. */
final class Users {
    private static final String SCHEME = "Basic ";

    /** Of a password that no user has, so that an unknown name takes as long as a known one. */
    private static final String OTHER = "$2y$10$abcdefghijklmnopqrstuuPzZuGq6nvHNhkRRkTzFPMwIzB3ZK0Dq";

    private final Map<String, String> hashes;

    /** The digest of what was right last, by user: bcrypt is slow, and a scrape comes every few seconds. */
    private final Map<String, byte[]> right = new HashMap<>();

    Users(Map<String, String> hashes) {
        this.hashes = Map.copyOf(hashes);
    }

    /** Returns whether a request with this header may be answered. */
    boolean admits(@Nullable String authorization) {
        return hashes.isEmpty()
                || Optional.ofNullable(authorization)
                        .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                        .flatMap(header -> decoded(header.substring(SCHEME.length())))
                        .filter(pair -> pair.indexOf(':') > 0)
                        .map(pair ->
                                admits(pair.substring(0, pair.indexOf(':')), pair.substring(pair.indexOf(':') + 1)))
                        .orElse(false);
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(text.strip()), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** One at a time, so that guesses don't take all threads. */
    private synchronized boolean admits(String user, String password) {
        String hash = hashes.getOrDefault(user, OTHER);
        byte[] digest = digest(user + ":" + hash + ":" + password);
        if (MessageDigest.isEqual(right.get(user), digest)) {
            return true;
        }
        boolean good = OpenBSDBCrypt.checkPassword(hash, password.toCharArray()) && hashes.containsKey(user);
        if (good) {
            right.put(user, digest);
        }
        return good;
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
