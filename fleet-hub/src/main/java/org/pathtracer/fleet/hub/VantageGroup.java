// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.hub;

/** The vantage points of a measurement that are attached to one hub. */
interface VantageGroup {
    /** Stops those that have not ended. Their sink gets nothing more. */
    void cancel();

    /** Tells that the hub got lost. */
    default void lost(String node) {}
}
