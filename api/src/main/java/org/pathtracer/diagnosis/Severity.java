// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.diagnosis;

/**
 * What a finding means for an application, the gravest first.
 *
 * @since 0.1.0
 */
public enum Severity {
    /** The target can't be used. */
    BLOCKS,
    /** The target can be used, but badly or sometimes. */
    DEGRADES,
    /** A fact that is no fault. */
    NOTE
}
