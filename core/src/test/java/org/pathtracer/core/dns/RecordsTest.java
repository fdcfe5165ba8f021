// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.core.http.HttpCalls;
import org.pathtracer.dns.DnsQuery;
import org.pathtracer.dns.DnsRecord;
import org.pathtracer.dns.RecordType;

/** Every type of record, over the wire and back. */
class RecordsTest {
    private static final Duration MINUTE = Duration.ofSeconds(60);

    private static DnsRecord overTheWire(RecordType type, String data) {
        HttpCalls http = new HttpCalls(Runnable::run);
        try (NameServer server = NameServer.saying(NameServer.zone("n.test 60 " + type + " " + data));
                DnsClient client = new DnsClient(http)) {
            return client.start(
                            DnsQuery.of(type, "n.test").server(server.address()).build())
                    .join()
                    .answers()
                    .get(0);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource(RecordType.class)
    void everyType_arrivesWhole(RecordType type) throws Exception {
        DnsRecord expected = switch (type) {
            case A -> new DnsRecord.Address("n.test", MINUTE, InetAddress.getByName("192.0.2.9"));
            case AAAA -> new DnsRecord.Address("n.test", MINUTE, InetAddress.getByName("2001:db8::9"));
            case NS -> new DnsRecord.NameServer("n.test", MINUTE, "ns.test");
            case CNAME -> new DnsRecord.Alias("n.test", MINUTE, "other.test");
            case PTR -> new DnsRecord.Pointer("n.test", MINUTE, "host.test");
            case MX -> new DnsRecord.MailExchange("n.test", MINUTE, 10, "mail.test");
            case TXT -> new DnsRecord.Text("n.test", MINUTE, List.of("one", "two words"));
            case SOA ->
                new DnsRecord.StartOfAuthority(
                        "n.test",
                        MINUTE,
                        "ns.test",
                        "admin.test",
                        4294967295L,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(5));
            case SRV -> new DnsRecord.Service("n.test", MINUTE, 1, 2, 443, "web.test");
            case HTTPS ->
                new DnsRecord.HttpsService("n.test", MINUTE, 1, ".", java.util.Map.of("alpn", "h2,h3", "port", "8443"));
            case CAA -> new DnsRecord.CertificationAuthority("n.test", MINUTE, true, "issue", "ca.test");
        };
        String data = switch (type) {
            case A -> "192.0.2.9";
            case AAAA -> "2001:db8::9";
            case NS -> "ns.test.";
            case CNAME -> "other.test.";
            case PTR -> "host.test.";
            case MX -> "10 mail.test.";
            case TXT -> "one \"two words\"";
            case SOA -> "ns.test. admin.test. 4294967295 2 3 4 5";
            case SRV -> "1 2 443 web.test.";
            case HTTPS -> "1 . alpn=h2,h3 port=8443";
            case CAA -> "128 issue \"ca.test\"";
        };
        assertThat(overTheWire(type, data)).isEqualTo(expected);
    }

    @Test
    void hostileName_isWrittenHarmlessly() {
        DnsRecord.Pointer pointer = (DnsRecord.Pointer) overTheWire(RecordType.PTR, "\\027[31mevil\\007.te\\.st.");
        assertThat(pointer.target()).isEqualTo("\\027[31mevil\\007.te\\.st");
    }

    @Test
    void reverseNames_areThoseOfTheirZones() throws Exception {
        assertThat(DnsQuery.reverse(InetAddress.getByName("192.0.2.254"))
                        .build()
                        .name())
                .isEqualTo("254.2.0.192.in-addr.arpa");
        assertThat(DnsQuery.reverse(InetAddress.getByName("2001:db8::ab"))
                        .build()
                        .name())
                .isEqualTo("b.a." + "0.".repeat(22) + "8.b.d.0.1.0.0.2.ip6.arpa");
    }
}
