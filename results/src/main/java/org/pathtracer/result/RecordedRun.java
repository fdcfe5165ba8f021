// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.pathtracer.Protocol;
import org.pathtracer.Run;
import org.pathtracer.StopReason;
import org.pathtracer.TransportChoice;

/** A result that keeps in one record what all runs have in common. */
interface RecordedRun extends Run {
    RunRecord run();

    @Override
    default Protocol protocol() {
        return run().protocol();
    }

    @Override
    default TransportChoice transport() {
        return run().transport();
    }

    @Override
    default Optional<InetAddress> source() {
        return run().source();
    }

    @Override
    default Instant started() {
        return run().started();
    }

    @Override
    default Duration duration() {
        return run().duration();
    }

    @Override
    default StopReason stopReason() {
        return run().stopReason();
    }

    @Override
    default long probesSent() {
        return run().probesSent();
    }

    @Override
    default long repliesReceived() {
        return run().repliesReceived();
    }

    @Override
    default boolean networkChanged() {
        return run().networkChanged();
    }

    @Override
    default Map<String, String> options() {
        return run().options();
    }
}
