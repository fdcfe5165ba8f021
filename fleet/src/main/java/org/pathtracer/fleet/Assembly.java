// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet;

import com.google.protobuf.ByteString;
import java.util.Optional;
import java.util.OptionalDouble;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.fleet.protocol.Bounds;
import org.pathtracer.fleet.protocol.Documents;
import org.pathtracer.fleet.wire.Piece;

/** The pieces of one vantage point on their way to an outcome. */
final class Assembly<R> {
    private final VantagePoint vantagePoint;
    private final Class<? extends Reportable> expected;
    private ByteString document = ByteString.EMPTY;
    private String run = "";

    Assembly(VantagePoint vantagePoint, Class<? extends Reportable> expected) {
        this.vantagePoint = vantagePoint;
        this.expected = expected;
    }

    /** Adds a piece. Returns the outcome with the last one. */
    Optional<FleetOutcome<R>> add(Piece piece) {
        if (!piece.getRun().equals(run)) {
            run = piece.getRun(); // asked again, so what came before is void
            document = ByteString.EMPTY;
        }
        document = document.concat(piece.getDocument());
        if (document.size() > Bounds.PACKED_DOCUMENT) {
            return Optional.of(failed(FailureKind.FAILED, "the document is larger than it may be"));
        } else if (!piece.getLast()) {
            return Optional.empty();
        }
        return Optional.of(
                piece.hasFailure()
                        ? failed(
                                Failing.kind(piece.getFailure().getCode()),
                                piece.getFailure().getMessage())
                        : completed(piece.getLoad()));
    }

    void clear() {
        document = ByteString.EMPTY;
    }

    private FleetOutcome<R> completed(double load) {
        Reportable reported;
        try {
            reported = Documents.result(document);
        } catch (InvalidRequestException e) {
            return failed(FailureKind.FAILED, e.getMessage());
        }
        if (!expected.isInstance(reported)) {
            return failed(FailureKind.FAILED, "the document is not that of a " + expected.getSimpleName());
        }
        @SuppressWarnings("unchecked") // the operation decides what its result is
        R result = (R) reported;
        return new FleetOutcome.Completed<>(
                vantagePoint, result, load < 0 ? OptionalDouble.empty() : OptionalDouble.of(load));
    }

    FleetOutcome<R> failed(FailureKind kind, String sentence) {
        return new FleetOutcome.Failed<>(vantagePoint, kind, sentence);
    }
}
