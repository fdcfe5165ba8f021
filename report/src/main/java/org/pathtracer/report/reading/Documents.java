// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.reading;

import java.util.Map;
import java.util.function.Function;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.report.json.CheckJson;
import org.pathtracer.report.json.RunFacts;

/**
 * Reads documents by what their schema says they are.
 *
 * @since 0.1.0
 */
public final class Documents {
    private static final Map<String, Function<JsonObject, Reportable>> READERS = Map.ofEntries(
            Map.entry("trace", TraceReader::of),
            Map.entry("traces", BulkTraceReader::of),
            Map.entry("ping", PingReader::of),
            Map.entry("monitor", MonitorReader::of),
            Map.entry("multipath", MultipathReader::of),
            Map.entry("mtu", MtuReader::of),
            Map.entry("bufferbloat", BufferbloatReader::of),
            Map.entry("diagnose", DiagnosisReader::of),
            Map.entry("dns", DnsReader::of),
            Map.entry("probe", CheckReader::of),
            Map.entry("public-ip", PublicIpReader::of),
            Map.entry("interfaces", InterfacesReader::of),
            Map.entry("stopping-points", StoppingPointsReader::of));

    private Documents() {}

    /**
     * A document that was read.
     *
     * @param result what it tells
     * @param facts what it says of the run
     */
    public record Read(Reportable result, RunFacts facts) {}

    /**
     * Reads a document.
     *
     * @throws DamagedDocument if it is damaged, or none that can be read
     */
    public static Read read(String text) {
        JsonObject json = new JsonObject("$", JsonTree.read(text));
        String host = kind(json).equals("probe") ? CheckJson.LOCAL_HOST : "host";
        return JsonObject.made("$", place -> new Read(result(json), RunReader.facts(json, host)));
    }

    /** Reads a result, also one within another document. */
    static Reportable result(JsonObject json) {
        Function<JsonObject, Reportable> reader = READERS.get(kind(json));
        if (reader == null) {
            throw json.damaged("schema", "there is no result behind it that can be read");
        }
        return reader.apply(json);
    }

    /** Such as {@code trace}: of version 1, also of a later addition to it such as 1.2. */
    private static String kind(JsonObject json) {
        String schema = json.text("schema");
        String[] parts = schema.split("/", -1);
        if (parts.length != 3 || !parts[0].equals("pathtracer")) {
            throw json.damaged("schema", "it is no document of pathtracer");
        }
        if (!parts[2].matches("1(\\.[0-9]{1,9})?")) {
            throw json.damaged("schema", "its version is not known here");
        }
        return parts[1];
    }
}
