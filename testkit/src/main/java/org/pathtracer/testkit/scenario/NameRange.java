// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.scenario;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.pathtracer.testkit.check.Checks;

/** Names of many nodes in short: {@code a1..100} stands for {@code a1}, {@code a2}, ... {@code a100}. */
final class NameRange {
    private static final Pattern RANGE = Pattern.compile("(.*?)(\\d{1,5})\\.\\.(\\d{1,5})");
    private static final int MOST = 1_000;

    private NameRange() {}

    static List<String> expand(String name) {
        Matcher matcher = RANGE.matcher(name);
        if (!matcher.matches()) {
            return List.of(name);
        }
        int first = Integer.parseInt(matcher.group(2));
        int last = Integer.parseInt(matcher.group(3));
        Checks.range("last number of the names \"%s\"".formatted(name), last, first, first + MOST - 1);
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> matcher.group(1) + number)
                .toList();
    }

    static List<String> expand(List<String> names) {
        return names.stream().flatMap(name -> expand(name).stream()).toList();
    }
}
