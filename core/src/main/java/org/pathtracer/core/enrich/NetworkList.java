// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.enrich;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.core.address.Prefix;
import org.pathtracer.core.address.PrefixMap;
import org.pathtracer.enrich.NetworkLabel;

/** Known networks, from a file with a line each: prefix, kind, name. */
record NetworkList(PrefixMap<NetworkLabel> labels) {
    private static final int MOST_LINES = 1_000_000;
    private static final int LONGEST_LINE = 1000;

    static NetworkList empty() {
        return new NetworkList(new PrefixMap<>(new HashMap<>()));
    }

    /** Throws {@link InvalidRequestException}, with the line, if it can't be understood. */
    static NetworkList read(Path file) {
        NetworkList list = empty();
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                list.add(line);
                if (number > MOST_LINES) {
                    throw new IllegalArgumentException("there are more than %d lines".formatted(MOST_LINES));
                }
            }
            return list;
        } catch (IOException e) {
            throw new InvalidRequestException("%s can't be read: %s"
                    .formatted(file, e instanceof NoSuchFileException ? "there is no such file" : e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("%s, line %d: %s".formatted(file, number, e.getMessage()));
        }
    }

    private void add(String line) {
        if (line.length() > LONGEST_LINE) {
            throw new IllegalArgumentException("it is longer than %d characters".formatted(LONGEST_LINE));
        }
        String content = line.replaceFirst("(^|\\s)#.*", "").strip();
        if (content.isEmpty()) {
            return;
        }
        String[] parts = content.split("\\s+", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException("it needs a prefix, a kind (ixp, cdn, cloud) and a name");
        }
        labels.put(Prefix.parse(parts[0]), new NetworkLabel(kind(parts[1]), parts[2]));
    }

    private static NetworkLabel.Kind kind(String word) {
        try {
            return NetworkLabel.Kind.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + word + "\" is none of ixp, cdn, cloud", e);
        }
    }

    Optional<NetworkLabel> label(InetAddress address) {
        return labels.get(Prefix.of(address));
    }
}
