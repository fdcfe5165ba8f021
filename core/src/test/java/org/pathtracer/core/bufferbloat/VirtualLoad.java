// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.bufferbloat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pathtracer.bufferbloat.LoadDirection;
import org.pathtracer.bufferbloat.LoadFailure;
import org.pathtracer.core.scripted.ScriptedNetwork;
import org.pathtracer.spi.LoadGenerator;
import org.pathtracer.spi.LoadReport;
import org.pathtracer.spi.RequestTimes;

/**
 * Load in virtual time: each connection carries a share of the path's rate until that is full; requests take long then.
 */
final class VirtualLoad implements LoadGenerator {
    static final long MILLI = 1_000_000;

    final List<String> calls = new ArrayList<>();
    final List<Long> requestsAt = new ArrayList<>();
    long readyAfter;
    long failAfter = Long.MAX_VALUE;
    long stallAfter = Long.MAX_VALUE;
    boolean upDead;
    /** By which the rate grows each second. */
    double growth = 1;

    double bytesPerSecond = 2_500_000;
    double bytesPerConnection = 1_000_000;
    boolean closed;
    CompletableFuture<Void> end = CompletableFuture.completedFuture(null);

    private final ScriptedNetwork network;
    private final List<RequestTimes> times = new ArrayList<>();
    private long lastPoll;
    private double down;
    private double up;
    private int connectionsDown;
    private int connectionsUp;
    private long requestBytes;

    VirtualLoad(ScriptedNetwork network) {
        this.network = network;
    }

    boolean busy() {
        return connectionsDown + connectionsUp > 0;
    }

    private double carried(int connections, long nanos) {
        double rate = Math.min(bytesPerSecond, connections * bytesPerConnection);
        return rate * Math.pow(growth, network.elapsed() / 1e9) * nanos / 1e9;
    }

    @Override
    public LoadReport poll() {
        long now = network.elapsed();
        long moving = Math.min(now, stallAfter);
        if (moving > lastPoll) {
            down += carried(connectionsDown, moving - lastPoll);
            up += upDead ? 0 : carried(connectionsUp, moving - lastPoll);
        }
        lastPoll = now;
        List<RequestTimes> ended = List.copyOf(times);
        times.clear();
        return new LoadReport(
                now >= readyAfter,
                now >= failAfter
                        ? Optional.of(new LoadFailure(LoadFailure.Kind.CLOSED, "virtual reset"))
                        : Optional.empty(),
                (long) down,
                (long) up,
                connectionsDown,
                connectionsUp,
                requestBytes,
                0,
                ended);
    }

    @Override
    public void addConnection(LoadDirection direction) {
        poll();
        calls.add("add " + direction);
        connectionsDown += direction == LoadDirection.DOWN ? 1 : 0;
        connectionsUp += direction == LoadDirection.UP ? 1 : 0;
    }

    @Override
    public void requestOnNewConnection(long tag) {
        requestsAt.add(network.elapsed());
        requestBytes += 5000;
        long factor = busy() ? 1 : 10;
        times.add(new RequestTimes.OnNewConnection(tag, 30 * MILLI / factor, 40 * MILLI / factor, 50 * MILLI / factor));
    }

    @Override
    public void requestOnLoadedConnection(long tag) {
        requestBytes += 1000;
        times.add(new RequestTimes.OnLoadedConnection(tag, 80 * MILLI));
    }

    @Override
    public void stopLoad() {
        poll();
        calls.add("stop");
        connectionsDown = 0;
        connectionsUp = 0;
    }

    @Override
    public CompletionStage<Void> close() {
        closed = true;
        return end;
    }
}
