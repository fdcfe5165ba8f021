// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.json;

import java.io.IOException;
import java.util.Optional;
import org.pathtracer.Hop;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.enrich.EnrichmentReport;
import org.pathtracer.enrich.EnrichmentReport.Missing;
import org.pathtracer.enrich.Location;
import org.pathtracer.enrich.NetworkLabel;
import org.pathtracer.enrich.Origin;
import org.pathtracer.enrich.Registration;
import org.pathtracer.enrich.Segment;
import org.pathtracer.report.format.AddressText;

/**
 * What is known of an address, as members of a JSON object.
 *
 * @since 0.1.0
 */
public final class AddressJson {
    private final JsonDocument json;

    public AddressJson(JsonDocument json) {
        this.json = json;
    }

    public void members(AddressInfo info) throws IOException {
        json.string("hostname", info.hostname());
        if (info.asn().isPresent()) {
            json.number("asn", info.asn().get());
        }
        if (info.asns().size() > 1) {
            json.numbers("asns", info.asns());
        }
        json.string("asName", info.asName());
        json.string("prefix", info.prefix().map(prefix -> AddressText.of(prefix.address()) + "/" + prefix.length()));
        json.string("registry", info.origin().flatMap(Origin::registry));
        json.string("country", info.country());
        segment(info.segment());
        if (info.location().isPresent()) {
            location(info.location().get());
        }
        if (info.label().isPresent()) {
            label(info.label().get());
        }
        if (info.registration().isPresent()) {
            registration(info.registration().get());
        }
    }

    private void segment(Optional<Segment> segment) throws IOException {
        if (segment.isPresent() && segment.get() != Segment.UNKNOWN) {
            json.name("segment", segment.get());
        }
    }

    private void location(Location location) throws IOException {
        json.string("city", location.city());
        json.number("latitude", location.latitude());
        json.number("longitude", location.longitude());
    }

    private void label(NetworkLabel label) throws IOException {
        json.object("network", () -> {
            json.name("kind", label.kind());
            json.string("name", label.name());
        });
    }

    private void registration(Registration registration) throws IOException {
        json.object("registration", () -> {
            json.string("handle", registration.handle());
            json.string("name", registration.name());
            json.string("organisation", registration.organisation());
            json.string("country", registration.country());
        });
    }

    /** What its neighbours tell of a hop that did not answer itself. */
    public void silent(Hop hop) throws IOException {
        if (hop.responders().isEmpty()) {
            segment(hop.segment());
            if (!hop.info().asns().isEmpty()) {
                json.number("asn", hop.info().asns().get(0));
            }
        }
    }

    public void target(AddressInfo destination) throws IOException {
        if (!destination.isEmpty()) {
            json.object("destination", () -> members(destination));
        }
    }

    public void report(EnrichmentReport report) throws IOException {
        if (!report.waited().isZero() || !report.missing().isEmpty()) {
            json.object("enrichment", () -> {
                json.millis("waitedMs", report.waited());
                json.array("missing", report.missing(), this::missing);
            });
        }
    }

    private void missing(Missing missing) throws IOException {
        json.object(() -> {
            json.string("address", AddressText.of(missing.address()));
            json.name("item", missing.item());
            json.string("reason", missing.reason());
        });
    }
}
