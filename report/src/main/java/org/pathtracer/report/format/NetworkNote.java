// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.format;

import java.util.List;

/**
 * Says that this host's network changed while something was measured.
 *
 * @since 0.1.0
 */
public final class NetworkNote {
    private NetworkNote() {}

    /** A sentence, or none. */
    public static List<String> of(boolean networkChanged) {
        return networkChanged
                ? List.of("this host's network changed meanwhile: what came before and after may be of two paths")
                : List.of();
    }
}
