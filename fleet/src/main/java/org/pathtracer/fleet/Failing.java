// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet;

import io.grpc.Status;
import java.util.Set;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.fleet.wire.Failure;
import org.pathtracer.fleet.wire.VantagePointInfo;

/** What hubs say, as the types of this package. */
final class Failing {
    private Failing() {}

    static FleetException unreachable(Status status) {
        String detail = status.getDescription();
        Throwable cause = status.getCause();
        String why = cause == null || cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
        return new FleetException(
                FleetException.Reason.UNREACHABLE,
                "no hub of the fleet answers: %s%s".formatted(detail == null ? status.getCode() : detail, why));
    }

    static FleetException refused(Status status) {
        String detail = status.getDescription() == null ? status.getCode().toString() : status.getDescription();
        return new FleetException(
                status.getCode() == Status.Code.FAILED_PRECONDITION
                        ? FleetException.Reason.NOTHING_SELECTED
                        : FleetException.Reason.REFUSED,
                detail);
    }

    /** Returns whether another hub may answer where this one did not. */
    static boolean isOfOneHub(Status status) {
        return switch (status.getCode()) {
            case UNAVAILABLE, UNIMPLEMENTED, ABORTED, INTERNAL, UNKNOWN, CANCELLED, DEADLINE_EXCEEDED -> true;
            default -> false;
        };
    }

    static VantagePoint vantagePoint(VantagePointInfo info) {
        return new VantagePoint(
                info.getName(),
                info.getLabelsMap(),
                Set.copyOf(info.getCapabilitiesList()),
                info.getHub(),
                info.getAddressesList().stream()
                        .flatMap(text -> CanonicalAddress.read(text).stream())
                        .toList());
    }

    static FailureKind kind(Failure.Code code) {
        return switch (code) {
            case AGENT_LOST -> FailureKind.AGENT_LOST;
            case HUB_UNREACHABLE -> FailureKind.HUB_UNREACHABLE;
            case REFUSED -> FailureKind.REFUSED;
            case TIMED_OUT -> FailureKind.TIMED_OUT;
            case CANCELLED -> FailureKind.CANCELLED;
            case BUSY -> FailureKind.BUSY;
            case NOT_ATTACHED -> FailureKind.NOT_ATTACHED;
            // A newer agent's or hub's.
            case FAILED, UNSPECIFIED, UNRECOGNIZED -> FailureKind.FAILED;
        };
    }
}
