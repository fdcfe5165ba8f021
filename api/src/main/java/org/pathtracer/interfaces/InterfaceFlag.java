// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.interfaces;

/**
 * What an interface is ready for.
 *
 * @since 0.1.0
 */
public enum InterfaceFlag {
    /** Switched on by the administrator. */
    UP,
    /** Has a carrier: packets can pass. */
    RUNNING,
    /** Leads to this host itself. */
    LOOPBACK,
    /** Has exactly one other end. */
    POINT_TO_POINT,
    /** Can send to all hosts of its network. */
    BROADCAST,
    /** Can send to groups. */
    MULTICAST
}
