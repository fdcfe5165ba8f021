// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.toml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Which known word a mistyped one may stand for. */
public final class Similar {
    private static final int MOST_CHANGES = 2;
    private static final int LONGEST = 40;

    private Similar() {}

    /** Returns the nearest word, if few letters differ. */
    public static Optional<String> of(String typed, Collection<String> known) {
        return typed.length() > LONGEST
                ? Optional.empty()
                : known.stream()
                        .filter(word -> distance(typed, word) <= MOST_CHANGES)
                        .min(Comparator.comparingInt(word -> distance(typed, word)));
    }

    /** Of Levenshtein. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
