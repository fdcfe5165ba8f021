// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

/**
 * What a port has shown itself to be.
 *
 * @since 0.1.0
 */
public enum PortState {
    /** A service answers there. */
    OPEN,
    /** The host reports that no service answers there. */
    CLOSED,
    /** No answer: a filter drops what is sent there, or, with UDP, a service listens in silence. */
    FILTERED,
    /** There is no way to the host. */
    UNREACHABLE,
    /** The check did not get so far. */
    UNKNOWN
}
