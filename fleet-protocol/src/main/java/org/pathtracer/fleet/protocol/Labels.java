// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.protocol;

import java.util.Map;
import java.util.regex.Pattern;
import org.pathtracer.InvalidRequestException;

/** Labels of vantage points: what they may look like. */
public final class Labels {
    static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,%d}".formatted(Bounds.LABEL_KEY - 1));
    private static final Pattern VALUE = Pattern.compile("[^\\p{Cntrl},=!]{1,%d}".formatted(Bounds.LABEL_VALUE));

    private Labels() {}

    /**
     * Returns the labels, checked.
     *
     * @throws InvalidRequestException if there are too many, or one can't be used in a selection
     */
    public static Map<String, String> check(Map<String, String> labels) {
        if (labels.size() > Bounds.LABELS) {
            throw new InvalidRequestException(
                    "%d labels are too many: take at most %d".formatted(labels.size(), Bounds.LABELS));
        }
        labels.forEach(Labels::check);
        return Map.copyOf(labels);
    }

    private static void check(String key, String value) {
        if (!KEY.matcher(key).matches()) {
            throw new InvalidRequestException(
                    "the label \"%s\" does not begin with a letter, has something else than letters, digits, dots, dashes and underscores, or more than %d of them"
                            .formatted(Bounds.sentence(key), Bounds.LABEL_KEY));
        } else if (!VALUE.matcher(value).matches()) {
            throw new InvalidRequestException(
                    "the value of the label %s is empty, longer than %d characters, or has a comma, \"=\", \"!\" or a control character"
                            .formatted(key, Bounds.LABEL_VALUE));
        }
    }
}
