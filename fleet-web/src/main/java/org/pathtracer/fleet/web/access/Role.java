// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web.access;

/** What a caller may do; each includes those before. */
public enum Role {
    /** Nothing but to ask whether the server lives. */
    NONE,
    /** Reads. */
    READER,
    /** Reads and measures. */
    OPERATOR;

    /** Returns whether this role may do what another one may. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
