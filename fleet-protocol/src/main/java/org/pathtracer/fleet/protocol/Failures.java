// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.protocol;

import org.pathtracer.fleet.wire.Failure;
import org.pathtracer.fleet.wire.Piece;

/** Messages about vantage points that have no result. */
public final class Failures {
    private Failures() {}

    /** Returns the last piece of a vantage point that failed. */
    public static Piece piece(String run, String vantagePoint, Failure.Code code, String sentence) {
        return Piece.newBuilder()
                .setRun(run)
                .setVantagePoint(vantagePoint)
                .setLast(true)
                .setFailure(Failure.newBuilder().setCode(code).setMessage(Bounds.sentence(sentence)))
                .build();
    }
}
