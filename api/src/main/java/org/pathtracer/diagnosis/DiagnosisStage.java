// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.diagnosis;

/**
 * A part of a diagnosis, in order.
 *
 * @since 0.1.0
 */
public enum DiagnosisStage {
    /** Interfaces, routes and names. */
    SURROUNDINGS,
    /** The gateway, the target and the service, side by side. */
    FIRST_LOOK,
    /** The hops, packet sizes and the other address family. */
    SECOND_LOOK,
    /** More probes where the first ones leave doubt. */
    CLOSER_LOOK
}
