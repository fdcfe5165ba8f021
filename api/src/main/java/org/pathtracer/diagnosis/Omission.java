// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.diagnosis;

/**
 * Why something was not looked at.
 *
 * @since 0.1.0
 */
public enum Omission {
    /** The system does not permit it. */
    NOT_PERMITTED,
    /** This host, this system or the target has no such thing. */
    NOT_SUPPORTED,
    /** The deadline came first. */
    DEADLINE,
    /** The diagnosis was cancelled. */
    CANCELLED,
    /** The network is simulated and has no such thing. */
    SIMULATED,
    /** What it depends on failed. */
    DEPENDENT,
    /** This host came into another network: what was measured before and after is not mixed. */
    NETWORK_CHANGED
}
