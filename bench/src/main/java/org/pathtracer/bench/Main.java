// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs the comparisons, all or those named, and ends with a table. The status is 1 if a result was wrong. */
public final class Main {
    /** One comparison; what it finds is in the report. */
    interface Comparison {
        void run(Report report) throws Exception;
    }

    /** Takes ten minutes, so it runs only if asked for. */
    private static final String ENDLESS = "endless";

    private static final List<String> PING = List.of("sweep", "beside", "inflight", "million", "pingrtt");

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        if (!"ready".equals(System.getProperty("pathtracer.lab"))) {
            System.err.println("No lab: "
                    + System.getProperty("pathtracer.lab.unavailable", "start this with bench/run, on Linux"));
            System.exit(3);
        }
        Map<String, Comparison> all = comparisons();
        List<String> chosen = chosen(arguments, all.keySet());
        Report report = new Report();
        for (String name : chosen) {
            Comparison comparison = all.get(name);
            if (comparison == null) {
                System.err.println("No comparison " + name + "; there are " + String.join(", ", all.keySet()));
                System.exit(2);
            } else {
                run(name, comparison, report);
            }
        }
        finish(report);
    }

    private static List<String> chosen(String[] arguments, Collection<String> all) {
        if (arguments.length == 0) {
            return all.stream().filter(name -> !name.equals(ENDLESS)).toList();
        }
        return Arrays.stream(arguments)
                .flatMap(name -> name.equals("ping") ? PING.stream() : Stream.of(name))
                .toList();
    }

    private static void run(String name, Comparison comparison, Report report) {
        System.err.println("running " + name);
        try {
            comparison.run(report);
        } catch (Exception e) {
            // The others may still have something to say.
            e.printStackTrace();
            report.wrong(name + " failed: " + e);
        }
    }

    private static Map<String, Comparison> comparisons() {
        Map<String, Comparison> all = new LinkedHashMap<>();
        all.put("warm", new WarmTrace());
        all.put("silent", new SilentHop());
        all.put("overlapping", new OverlappingTraces());
        all.put("sequential", new ConcurrentProbes());
        all.put("footprint", new Footprint());
        all.put("accuracy", new RttAccuracy());
        all.put("cold", new ColdStart());
        all.put("tag", new TagCost());
        all.put("packets", new PacketRate());
        all.put("traces", new ManyTraces());
        all.put("stopset", new BulkTraces());
        all.put("simulated", new SimulatedTraces());
        all.put("tun", new TunDriver());
        all.put("names", new EnrichmentSpeed());
        all.put("lookup", new LookupCost());
        all.put("sweep", new Sweep());
        all.put("beside", new BesideSweep());
        all.put("inflight", new InFlight());
        all.put("million", new Million());
        all.put("pingrtt", new PingAccuracy());
        all.put("multipath", new Multipaths());
        all.put("load", new LoadRate());
        all.put("queues", new KnownQueues());
        all.put("exporter", new ExporterLoad());
        all.put(ENDLESS, new EndlessPing());
        return all;
    }

    private static void finish(Report report) throws IOException {
        String table = report.markdown();
        System.out.println(table);
        report.write(Path.of("bench", "target", "results.md"));
        System.exit(report.allCorrect() ? 0 : 1);
    }
}
