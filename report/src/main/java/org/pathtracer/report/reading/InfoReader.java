// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.enrich.EnrichmentReport;
import org.pathtracer.enrich.IpPrefix;
import org.pathtracer.enrich.Location;
import org.pathtracer.enrich.NetworkLabel;
import org.pathtracer.enrich.Origin;
import org.pathtracer.enrich.Registration;
import org.pathtracer.enrich.Segment;
import org.pathtracer.result.AddressInfoRecord;
import org.pathtracer.result.EnrichmentReportRecord;
import org.pathtracer.result.MissingRecord;

/** Reads what is known of an address. */
final class InfoReader {
    private InfoReader() {}

    static AddressInfo of(JsonObject json) {
        Optional<Registration> registration =
                json.optionalObject("registration").map(InfoReader::registration);
        Optional<String> country = json.optionalText("country");
        Optional<Origin> origin = origin(json, country);
        return new AddressInfoRecord(
                json.optionalText("hostname"),
                origin,
                location(json, origin.isPresent() ? Optional.empty() : country),
                registration,
                json.optionalObject("network")
                        .map(label ->
                                new NetworkLabel(label.name("kind", NetworkLabel.Kind.class), label.text("name"))),
                json.optionalName("segment", Segment.class));
    }

    /** The country stands once, and is the origin's if there is one. */
    private static Optional<Origin> origin(JsonObject json, Optional<String> country) {
        List<Long> asns = asns(json);
        boolean none = asns.isEmpty() && !json.has("asName") && !json.has("prefix") && !json.has("registry");
        return none
                ? Optional.empty()
                : Optional.of(new Origin(
                        asns,
                        json.optionalText("asName"),
                        json.optionalText("prefix").map(text -> prefix(json, text)),
                        country,
                        json.optionalText("registry")));
    }

    private static List<Long> asns(JsonObject json) {
        List<Long> all = json.numbers("asns");
        OptionalLong first = json.optionalLong("asn");
        if (!all.isEmpty()) {
            if (all.size() < 2 || first.isEmpty() || !all.get(0).equals(first.getAsLong())) {
                throw json.damaged("asns", "its first is not asn");
            }
            return all;
        }
        return first.isPresent() ? new ArrayList<>(List.of(first.getAsLong())) : List.of();
    }

    private static IpPrefix prefix(JsonObject json, String text) {
        int slash = text.lastIndexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("[0-9]{1,3}")) {
            throw json.damaged("prefix", "it is no prefix");
        }
        return new IpPrefix(
                JsonObject.address(json.place("prefix"), text.substring(0, slash)),
                Integer.parseInt(text.substring(slash + 1)));
    }

    private static Optional<Location> location(JsonObject json, Optional<String> country) {
        Optional<String> city = json.optionalText("city");
        OptionalDouble latitude = json.optionalDouble("latitude");
        OptionalDouble longitude = json.optionalDouble("longitude");
        boolean none = country.isEmpty() && city.isEmpty() && latitude.isEmpty() && longitude.isEmpty();
        return none ? Optional.empty() : Optional.of(new Location(country, city, latitude, longitude));
    }

    private static Registration registration(JsonObject json) {
        return new Registration(
                json.optionalText("handle"),
                json.optionalText("name"),
                json.optionalText("organisation"),
                json.optionalText("country"));
    }

    /** An object with nothing in it tells that the target was looked at, and nothing found. */
    static AddressInfo destination(JsonObject json) {
        AddressInfo info =
                json.optionalObject("destination").map(InfoReader::of).orElse(AddressInfoRecord.NONE);
        return json.has("destination") && info.equals(AddressInfoRecord.NONE)
                ? new AddressInfoRecord(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Segment.UNKNOWN))
                : info;
    }

    static EnrichmentReport report(JsonObject json) {
        return json.optionalObject("enrichment")
                .<EnrichmentReport>map(report -> new EnrichmentReportRecord(
                        report.millis("waitedMs"),
                        report.objects(
                                "missing",
                                missing -> new MissingRecord(
                                        missing.address("address"),
                                        missing.name("item", EnrichmentReport.Item.class),
                                        missing.text("reason")))))
                .orElse(EnrichmentReportRecord.NONE);
    }
}
