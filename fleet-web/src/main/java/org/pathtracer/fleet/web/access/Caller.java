// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web.access;

/**
 * One that calls.
 *
 * @param name empty if it has not logged in
 * @param role what it may do
 */
public record Caller(String name, Role role) {
    /** Returns whether it has logged in. */
    public boolean isKnown() {
        return !name.isEmpty();
    }
}
