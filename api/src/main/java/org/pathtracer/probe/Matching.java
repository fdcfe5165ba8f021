// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.probe;

/**
 * By what an answer was recognised as that of its probe.
 *
 * @since 0.1.0
 */
public enum Matching {
    /** By the probe's keyed tag, which a forger must guess. */
    TAG,
    /** By its number or ports alone: the answer shows too little of the probe for a tag (RFC 792 asks for 8 bytes). */
    NUMBER,
    /** As no other probe could have caused it: the answer shows nothing by which probes differ. */
    ONLY_CANDIDATE,
    /** By the kernel, which owns the connection. */
    KERNEL
}
