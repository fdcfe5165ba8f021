// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.bufferbloat;

import org.pathtracer.BufferbloatRequest;
import org.pathtracer.spi.LoadReport;

/**
 * When the next round of measured requests is due: one on a new connection, and under load one on a loaded connection.
 * They may take no more than a share of the goodput, by what they were seen to take.
 */
final class RequestPace {
    private static final double NANOS_PER_SECOND = 1e9;
    /** Without load, and before its goodput is known. */
    private static final double FIRST_ROUNDS_PER_SECOND = 4;
    /** A TLS handshake with its certificates. */
    private static final double FIRST_BYTES = 6000;
    /** Where answers take this many rounds, more would only wait behind them. */
    private static final int MOST_OUTSTANDING = 32;

    private final double mostPerSecond;
    private final double share;
    private long next;
    private long rounds;

    RequestPace(BufferbloatRequest request, long start) {
        mostPerSecond = request.maxRequestRate();
        share = request.requestShare();
        next = start;
    }

    /**
     * Whether a round is due, which then counts as sent.
     *
     * @param perRound requests of a round: 1 or 2
     * @param bytesPerSecond goodput; 0 if not known
     */
    boolean due(LoadReport report, int perRound, double bytesPerSecond, long now) {
        if (now - next < 0 || report.outstanding() >= MOST_OUTSTANDING) {
            return false;
        }
        rounds++;
        next = now + (long) (NANOS_PER_SECOND / rate(report, perRound, bytesPerSecond));
        return true;
    }

    private double rate(LoadReport report, int perRound, double bytesPerSecond) {
        double most = mostPerSecond / perRound;
        if (bytesPerSecond == 0) {
            return Math.min(most, FIRST_ROUNDS_PER_SECOND);
        }
        double bytes = report.requestBytes() == 0 ? FIRST_BYTES : (double) report.requestBytes() / rounds;
        return Math.min(most, share * bytesPerSecond / bytes);
    }

    long wakeAt() {
        return next;
    }
}
