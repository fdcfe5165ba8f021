// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.pathtracer.PingRequest;
import org.pathtracer.Request;
import org.pathtracer.TraceRequest;
import org.pathtracer.fleet.Fleet;
import org.pathtracer.fleet.FleetRequest;
import org.pathtracer.fleet.VantagePoint;
import org.pathtracer.fleet.web.FleetWeb;
import org.pathtracer.fleet.web.WebOptions;

/** Pages of the demo, whose vantage points measure again and again. */
final class DemoPage {
    private static final int PROBES = 50;
    private static final int QUERIES = 10;
    private static final long PAUSE_SECONDS = 5;

    private DemoPage() {}

    /** Serves until the process is told to end. */
    static void serve(String address, Fleet fleet, PrintWriter out) throws InterruptedException {
        // All of it is simulated, so each caller of this host may measure.
        WebOptions options = WebOptions.builder(address).anyoneMeasures(true).build();
        CountDownLatch over = new CountDownLatch(1);
        try (FleetWeb web = FleetWeb.start(options, fleet)) {
            Thread measuring = new Thread(() -> measure(fleet, web, over), "pathtracer-demo");
            measuring.setDaemon(true);
            measuring.start();
            out.printf("%npage at %s%n", web.url());
            out.flush();
            Forever.await();
            over.countDown();
            measuring.join(TimeUnit.SECONDS.toMillis(PAUSE_SECONDS));
        }
    }

    /** Each vantage point measures the shop and all others, again and again. */
    private static void measure(Fleet fleet, FleetWeb web, CountDownLatch over) {
        try {
            do {
                measure(fleet, web, DemoNetwork.SHOP, DemoNetwork.SHOP);
                for (VantagePoint peer : fleet.vantagePoints()) {
                    measure(fleet, web, peer.name(), DemoNetwork.address(peer.name()));
                }
            } while (!over.await(PAUSE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void measure(Fleet fleet, FleetWeb web, String target, String address) {
        PingRequest ping = PingRequest.to(address)
                .count(PROBES)
                .period(Duration.ofMillis(10))
                .build();
        record(fleet, web, target, ping);
        record(fleet, web, target, TraceRequest.to(address).queries(QUERIES).build());
    }

    private static <R> void record(Fleet fleet, FleetWeb web, String target, Request<?, R> request) {
        FleetRequest<R> asked = FleetRequest.of(request).from("name!=" + target).build();
        fleet.measure(asked).completed().forEach(outcome -> web.record(List.of(target), outcome));
    }
}
