// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.reading;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pathtracer.dns.DnsAnswer;
import org.pathtracer.dns.DnsChannel;
import org.pathtracer.dns.DnsQuery;
import org.pathtracer.dns.DnsRecord;
import org.pathtracer.dns.DnsStatus;
import org.pathtracer.dns.RecordType;
import org.pathtracer.result.DnsAnswerRecord;

/** Reads an answer of a name server; docs/schema/dns-1.json describes it. */
final class DnsReader {
    /** RFC 3597 section 5. */
    private static final Pattern OTHER = Pattern.compile("TYPE([0-9]{1,5})");

    private DnsReader() {}

    static DnsAnswer of(JsonObject json) {
        RecordType type = type(json);
        return new DnsAnswerRecord(
                JsonObject.made(
                        json.place("name"),
                        place -> DnsQuery.of(type, json.text("name")).build()),
                json.text("server"),
                json.name("channel", DnsChannel.class),
                json.name("status", DnsStatus.class),
                json.truth("authoritative"),
                json.truth("authenticated"),
                json.objects("answers", DnsReader::record),
                json.objects("authorities", DnsReader::record),
                json.millis("durationMs"),
                json.integer("attempts"));
    }

    private static RecordType type(JsonObject json) {
        return JsonObject.made(json.place("type"), place -> RecordType.valueOf(json.text("type")));
    }

    private static DnsRecord record(JsonObject json) {
        String name = json.text("name");
        Duration ttl = json.seconds("ttlSeconds");
        Matcher other = OTHER.matcher(json.text("type"));
        if (other.matches()) {
            return new DnsRecord.Other(name, ttl, Integer.parseInt(other.group(1)), json.text("data"));
        }
        return switch (type(json)) {
            case A, AAAA -> new DnsRecord.Address(name, ttl, json.address("address"));
            case PTR -> new DnsRecord.Pointer(name, ttl, json.text("target"));
            case CNAME -> new DnsRecord.Alias(name, ttl, json.text("target"));
            case NS -> new DnsRecord.NameServer(name, ttl, json.text("host"));
            case TXT -> new DnsRecord.Text(name, ttl, json.texts("strings"));
            case MX -> new DnsRecord.MailExchange(name, ttl, json.integer("preference"), json.text("host"));
            case SOA -> authority(name, ttl, json);
            case SRV ->
                new DnsRecord.Service(
                        name,
                        ttl,
                        json.integer("priority"),
                        json.integer("weight"),
                        json.integer("port"),
                        json.text("host"));
            case HTTPS ->
                new DnsRecord.HttpsService(
                        name, ttl, json.integer("priority"), json.text("host"), json.textMembers("parameters"));
            case CAA ->
                new DnsRecord.CertificationAuthority(
                        name, ttl, json.truth("critical"), json.text("tag"), json.text("value"));
        };
    }

    private static DnsRecord authority(String name, Duration ttl, JsonObject json) {
        return new DnsRecord.StartOfAuthority(
                name,
                ttl,
                json.text("primary"),
                json.text("mailbox"),
                json.count("serial"),
                json.seconds("refreshSeconds"),
                json.seconds("retrySeconds"),
                json.seconds("expireSeconds"),
                json.seconds("minimumSeconds"));
    }
}
