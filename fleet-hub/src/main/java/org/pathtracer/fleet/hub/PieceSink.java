// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.hub;

import org.pathtracer.fleet.wire.Piece;

/** Where the pieces of outcomes go. */
interface PieceSink {
    /** After a last piece there is no next one. */
    Runnable NOTHING = () -> {};

    /** Takes a piece, and calls back when there is room for the next one of the same source. */
    void accept(Piece piece, Runnable taken);
}
