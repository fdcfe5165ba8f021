// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.topology;

/**
 * What a node writes into the IPv4 identification of its answers.
 *
 * @since 0.1.0
 */
public enum Identification {
    /** One number after the other, all interfaces together. */
    COUNTED,
    /** Always the same. */
    ZERO,
    /** That of the packet it answers. */
    COPIED,
    /** Any. */
    RANDOM
}
