// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.diagnosis;

import org.pathtracer.annotation.NotForImplementation;

/**
 * Another explanation of the same evidence.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface Alternative {
    /** Returns what would be wrong. */
    FindingKind kind();

    /** Returns where. */
    Place place();

    /** Returns its probability (0 to 1). */
    double probability();
}
