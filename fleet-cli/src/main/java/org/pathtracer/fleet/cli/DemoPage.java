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
import org.pathtracer.fleet.web.FleetWeb;
import org.pathtracer.fleet.web.WebOptions;

/** Pages of the demo, whose vantage points measure again and again. */
final class DemoPage {
    private static final int PROBES = 50;
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

    private static void measure(Fleet fleet, FleetWeb web, CountDownLatch over) {
        try {
            do {
                record(
                        fleet,
                        web,
                        PingRequest.to(DemoNetwork.SHOP)
                                .count(PROBES)
                                .period(Duration.ofMillis(10))
                                .build());
                record(fleet, web, TraceRequest.to(DemoNetwork.SHOP).queries(10).build());
            } while (!over.await(PAUSE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static <R> void record(Fleet fleet, FleetWeb web, Request<?, R> request) {
        fleet.measure(FleetRequest.of(request).build())
                .completed()
                .forEach(outcome -> web.record(List.of(DemoNetwork.SHOP), outcome));
    }
}
