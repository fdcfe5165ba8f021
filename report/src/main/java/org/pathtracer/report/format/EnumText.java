// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.format;

import java.util.Locale;

/**
 * Values of enums as reports and documents name them: {@code max-hops} for {@code MAX_HOPS}.
 *
 * @since 0.1.0
 */
public final class EnumText {
    private EnumText() {}

    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
