// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.bufferbloat;

import org.pathtracer.bufferbloat.HttpLatency;
import org.pathtracer.result.HttpLatencyRecord;
import org.pathtracer.spi.RequestTimes;
import org.pathtracer.statistics.RttRecorder;
import org.pathtracer.statistics.Statistics;

/** All requests of a phase. */
final class RequestLog {
    private final RttRecorder tcp = new RttRecorder();
    private final RttRecorder tls = new RttRecorder();
    private final RttRecorder http = new RttRecorder();
    private final RttRecorder loaded = new RttRecorder();
    private long failed;

    void add(RequestTimes times) {
        if (times instanceof RequestTimes.OnNewConnection fresh) {
            long number = tcp.count();
            tcp.record(number, fresh.tcpNanos());
            tls.record(number, fresh.tlsNanos());
            http.record(number, fresh.httpNanos());
        } else if (times instanceof RequestTimes.OnLoadedConnection busy) {
            loaded.record(loaded.count(), busy.httpNanos());
        } else {
            failed++;
        }
    }

    HttpLatency latency() {
        return new HttpLatencyRecord(of(tcp), of(tls), of(http), of(loaded), failed);
    }

    private static Statistics of(RttRecorder recorder) {
        return Statistics.of(recorder.count(), recorder);
    }
}
