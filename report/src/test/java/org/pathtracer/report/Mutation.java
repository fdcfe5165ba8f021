// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Changes a document here and there. */
final class Mutation {
    private static final Pattern VALUE =
            Pattern.compile("(?<=[:\\[,] ?)(\"[^\"]*\"|-?[0-9.]+|true|false)(?=[,\\n}\\]])");
    private static final String[] VALUES = {
        "0",
        "-1",
        "1e30",
        "99999999999999999999",
        "0.5",
        "255",
        "true",
        "\"\"",
        "\"x\"",
        "[]",
        "{}",
        "null",
        "\"1.2.3.4\"",
        "\"::\"",
        "\"fe80::1%none\"",
        "2147483648",
        "9223372036854775807",
        "\"unreachable\"",
        "[[]]",
        "[{}]",
        "\"cancelled\"",
        "1e-300"
    };

    private Mutation() {}

    static String of(String document, SplittableRandom random) {
        String mutated = document;
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            mutated = random.nextInt(3) > 0 ? value(mutated, random) : character(mutated, random);
        }
        return mutated;
    }

    private static String value(String document, SplittableRandom random) {
        List<MatchResult> values =
                new ArrayList<>(VALUE.matcher(document).results().toList());
        if (values.isEmpty()) {
            return document;
        }
        MatchResult chosen = values.get(random.nextInt(values.size()));
        String other = random.nextInt(4) == 0
                ? values.get(random.nextInt(values.size())).group()
                : VALUES[random.nextInt(VALUES.length)];
        return document.substring(0, chosen.start()) + other + document.substring(chosen.end());
    }

    private static String character(String document, SplittableRandom random) {
        if (document.isEmpty()) {
            return document;
        }
        int at = random.nextInt(document.length());
        return switch (random.nextInt(3)) {
            case 0 -> document.substring(0, at);
            case 1 -> document.substring(0, at) + document.substring(at + 1);
            default -> document.substring(0, at) + (char) random.nextInt(32, 127) + document.substring(at + 1);
        };
    }
}
