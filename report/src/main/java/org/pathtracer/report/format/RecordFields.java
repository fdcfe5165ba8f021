// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.format;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pathtracer.dns.DnsRecord;
import org.pathtracer.dns.RecordType;

/**
 * What is in a record, for text and JSON alike: names in the order in which zone files have the values. A value is a
 * text, a whole number, a truth, a list of texts, or a map of texts.
 *
 * @since 0.1.0
 */
public final class RecordFields {
    private RecordFields() {}

    public static String type(DnsRecord record) {
        if (record instanceof DnsRecord.Address address) {
            return (address.address().getAddress().length == 4 ? RecordType.A : RecordType.AAAA).name();
        } else if (record instanceof DnsRecord.Pointer) {
            return RecordType.PTR.name();
        } else if (record instanceof DnsRecord.Alias) {
            return RecordType.CNAME.name();
        } else if (record instanceof DnsRecord.NameServer) {
            return RecordType.NS.name();
        } else if (record instanceof DnsRecord.Text) {
            return RecordType.TXT.name();
        } else if (record instanceof DnsRecord.MailExchange) {
            return RecordType.MX.name();
        } else if (record instanceof DnsRecord.StartOfAuthority) {
            return RecordType.SOA.name();
        } else if (record instanceof DnsRecord.Service) {
            return RecordType.SRV.name();
        } else if (record instanceof DnsRecord.HttpsService) {
            return RecordType.HTTPS.name();
        } else if (record instanceof DnsRecord.CertificationAuthority) {
            return RecordType.CAA.name();
        } else if (record instanceof DnsRecord.Other other) {
            return "TYPE" + other.type(); // RFC 3597 section 5
        }
        throw new IllegalArgumentException("a record without a type: " + record);
    }

    public static Map<String, Object> of(DnsRecord record) {
        if (record instanceof DnsRecord.Address address) {
            return Map.of("address", AddressText.of(address.address()));
        } else if (record instanceof DnsRecord.Pointer pointer) {
            return Map.of("target", pointer.target());
        } else if (record instanceof DnsRecord.Alias alias) {
            return Map.of("target", alias.target());
        } else if (record instanceof DnsRecord.NameServer server) {
            return Map.of("host", server.host());
        } else if (record instanceof DnsRecord.Text text) {
            return Map.of("strings", text.strings());
        } else if (record instanceof DnsRecord.MailExchange mail) {
            return fields("preference", mail.preference(), "host", mail.host());
        } else if (record instanceof DnsRecord.StartOfAuthority soa) {
            return authority(soa);
        } else if (record instanceof DnsRecord.Service srv) {
            return fields("priority", srv.priority(), "weight", srv.weight(), "port", srv.port(), "host", srv.host());
        } else if (record instanceof DnsRecord.HttpsService service) {
            return fields("priority", service.priority(), "host", service.host(), "parameters", service.parameters());
        } else if (record instanceof DnsRecord.CertificationAuthority authority) {
            return fields("critical", authority.critical(), "tag", authority.tag(), "value", authority.value());
        } else if (record instanceof DnsRecord.Other other) {
            return Map.of("data", other.data());
        }
        throw new IllegalArgumentException("a record without fields: " + record);
    }

    private static Map<String, Object> authority(DnsRecord.StartOfAuthority soa) {
        return fields(
                "primary", soa.primary(),
                "mailbox", soa.mailbox(),
                "serial", soa.serial(),
                "refreshSeconds", soa.refresh().toSeconds(),
                "retrySeconds", soa.retry().toSeconds(),
                "expireSeconds", soa.expire().toSeconds(),
                "minimumSeconds", soa.minimum().toSeconds());
    }

    private static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }
}
