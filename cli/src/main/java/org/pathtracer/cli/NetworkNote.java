// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.util.List;

/** Says that this host's network changed while something was measured. */
final class NetworkNote {
    private NetworkNote() {}

    /** A sentence, or none. */
    static List<String> of(boolean networkChanged) {
        return networkChanged
                ? List.of("this host's network changed meanwhile: what came before and after may be of two paths")
                : List.of();
    }
}
