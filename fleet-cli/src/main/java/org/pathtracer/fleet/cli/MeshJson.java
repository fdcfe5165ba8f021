// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pathtracer.Hop;
import org.pathtracer.TraceResult;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.fleet.locate.Link;
import org.pathtracer.fleet.locate.LocatedFault;
import org.pathtracer.fleet.locate.Location;
import org.pathtracer.fleet.locate.Suspect;
import org.pathtracer.fleet.mesh.MeshDirection;
import org.pathtracer.fleet.mesh.MeshResult;
import org.pathtracer.statistics.Statistics;

/** A mesh for programs; docs/schema/fleet-mesh-1.json describes it. */
final class MeshJson {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator out;

    private MeshJson(JsonGenerator out) {
        this.out = out;
    }

    static String of(MeshResult mesh) {
        StringWriter text = new StringWriter();
        try (JsonGenerator document = JSON.createGenerator(text)) {
            new MeshJson(document).write(mesh);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void write(MeshResult mesh) throws IOException {
        out.writeStartObject();
        out.writeStringField("schema", "pathtracer/fleet-mesh/1");
        strings("vantagePoints", mesh.vantagePoints());
        out.writeArrayFieldStart("directions");
        for (MeshDirection direction : mesh.directions()) {
            write(direction);
        }
        out.writeEndArray();
        if (mesh.location().isPresent()) {
            write(mesh.location().get());
        }
        out.writeEndObject();
    }

    private void write(MeshDirection direction) throws IOException {
        out.writeStartObject();
        out.writeStringField("from", direction.from());
        out.writeStringField("to", direction.to());
        if (direction.pings().isPresent()) {
            Statistics pings = direction.pings().get();
            out.writeNumberField("sent", pings.sent());
            out.writeNumberField("received", pings.received());
            millis("minMs", pings.min());
            millis("medianMs", pings.median());
            millis("maxMs", pings.max());
        }
        if (direction.path().isPresent()) {
            TraceResult path = direction.path().get();
            out.writeBooleanField("reached", path.reached());
            strings("path", path.hops().stream().map(MeshJson::address).toList());
        }
        if (direction.failure().isPresent()) {
            out.writeStringField("failure", direction.failure().get());
        }
        out.writeEndObject();
    }

    private static String address(Hop hop) {
        return hop.address().map(CanonicalAddress::of).orElse("*");
    }

    private void write(Location location) throws IOException {
        out.writeObjectFieldStart("location");
        out.writeStringField(
                "verdict",
                switch (location.verdict()) {
                    case NOTHING -> "nothing";
                    case LOCATED -> "located";
                    case MORE_PROBES -> "more-probes";
                });
        out.writeStringField("summary", location.summary());
        out.writeNumberField("visibleLoss", location.visibleLoss());
        if (location.timesAsManyProbes().isPresent()) {
            out.writeNumberField(
                    "timesAsManyProbes", location.timesAsManyProbes().getAsLong());
        }
        out.writeArrayFieldStart("faults");
        for (LocatedFault fault : location.faults()) {
            out.writeStartObject();
            out.writeBooleanField("stated", fault.isStated());
            out.writeFieldName("suspect");
            write(fault.suspect());
            out.writeArrayFieldStart("runnersUp");
            for (Suspect other : fault.runnersUp()) {
                write(other);
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void write(Suspect suspect) throws IOException {
        out.writeStartObject();
        out.writeArrayFieldStart("links");
        for (Link link : suspect.links()) {
            out.writeStartObject();
            out.writeStringField("from", link.from());
            out.writeStringField("to", link.to());
            strings("via", link.via());
            out.writeEndObject();
        }
        out.writeEndArray();
        strings("places", suspect.places());
        out.writeNumberField("probability", suspect.probability());
        out.writeNumberField("loss", suspect.loss());
        out.writeNumberField("paths", suspect.paths());
        out.writeNumberField("lossyPaths", suspect.lossyPaths());
        out.writeNumberField("sent", suspect.sent());
        out.writeNumberField("lost", suspect.lost());
        out.writeEndObject();
    }

    private void strings(String name, List<String> values) throws IOException {
        out.writeArrayFieldStart(name);
        for (String value : values) {
            out.writeString(value);
        }
        out.writeEndArray();
    }

    private void millis(String name, Optional<Duration> span) throws IOException {
        if (span.isPresent()) {
            out.writeNumberField(name, span.get().toNanos() / 1e6);
        }
    }
}
