// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.simulation;

/** A packet or an answer under way: it is at the far end of a link, from a time on. */
interface Leg {
    /** When it is where it is. */
    long at();

    /** Takes so much longer. */
    void delay(long nanos);

    /** Its time has come: it goes further, or ends. */
    void arrive();

    /** The same again, for links that duplicate. */
    Leg copy();
}
