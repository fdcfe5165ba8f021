// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.dns;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pathtracer.dns.DnsRecord;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CAARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.HTTPSRecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TXTRecord;

/** Records as the API shows them. */
final class Records {
    private static final int CRITICAL = 0x80;
    /** Longest chain of aliases that is followed; resolvers stop at fewer. */
    private static final int LONGEST_CHAIN = 16;

    private static final List<String> PARAMETERS =
            List.of("mandatory", "alpn", "no-default-alpn", "port", "ipv4hint", "ech", "ipv6hint", "dohpath");

    private Records() {}

    /** All of a section. */
    static List<DnsRecord> all(List<Record> section) {
        return section.stream().map(Records::record).toList();
    }

    /** Those about a name and about what it is an alias of: a server may add anything, but not make us believe it. */
    static List<DnsRecord> about(Name name, List<Record> section) {
        Map<Name, Name> aliases = new LinkedHashMap<>();
        for (Record record : section) {
            if (record instanceof CNAMERecord alias) {
                aliases.putIfAbsent(alias.getName(), alias.getTarget());
            }
        }
        Set<Name> chain = new HashSet<>();
        Name next = name;
        while (next != null && chain.size() < LONGEST_CHAIN && chain.add(next)) {
            next = aliases.get(next);
        }
        return all(section.stream()
                .filter(record -> chain.contains(record.getName()))
                .toList());
    }

    private static DnsRecord record(Record record) {
        String name = text(record.getName());
        Duration ttl = ttl(record.getTTL());
        if (record instanceof ARecord a) {
            return new DnsRecord.Address(name, ttl, a.getAddress());
        } else if (record instanceof AAAARecord aaaa) {
            return new DnsRecord.Address(name, ttl, aaaa.getAddress());
        } else if (record instanceof PTRRecord ptr) {
            return new DnsRecord.Pointer(name, ttl, text(ptr.getTarget()));
        } else if (record instanceof CNAMERecord alias) {
            return new DnsRecord.Alias(name, ttl, text(alias.getTarget()));
        } else if (record instanceof NSRecord ns) {
            return new DnsRecord.NameServer(name, ttl, text(ns.getTarget()));
        } else if (record instanceof TXTRecord txt) {
            return new DnsRecord.Text(name, ttl, strings(txt));
        } else if (record instanceof MXRecord mx) {
            return new DnsRecord.MailExchange(name, ttl, mx.getPriority(), text(mx.getTarget()));
        } else if (record instanceof SOARecord soa) {
            return authority(name, ttl, soa);
        } else if (record instanceof SRVRecord srv) {
            return new DnsRecord.Service(
                    name, ttl, srv.getPriority(), srv.getWeight(), srv.getPort(), text(srv.getTarget()));
        } else if (record instanceof HTTPSRecord https) {
            return new DnsRecord.HttpsService(
                    name, ttl, https.getSvcPriority(), text(https.getTargetName()), parameters(https));
        } else if (record instanceof CAARecord caa) {
            String value = new String(caa.getValueAsByteArray(), StandardCharsets.UTF_8);
            return new DnsRecord.CertificationAuthority(
                    name, ttl, (caa.getFlags() & CRITICAL) != 0, caa.getTag(), value);
        }
        return new DnsRecord.Other(name, ttl, record.getType(), record.rdataToString());
    }

    /** RFC 2181 section 8: a TTL with the highest bit set counts as 0. */
    private static Duration ttl(long seconds) {
        return Duration.ofSeconds(seconds > Integer.MAX_VALUE ? 0 : seconds);
    }

    /** Without the final dot, but for the root itself. dnsjava writes anything that is no visible ASCII as \DDD. */
    private static String text(Name name) {
        return name.equals(Name.root) ? "." : name.toString(true);
    }

    private static List<String> strings(TXTRecord txt) {
        List<String> strings = new ArrayList<>();
        for (byte[] bytes : txt.getStringsAsByteArrays()) {
            strings.add(new String(bytes, StandardCharsets.UTF_8));
        }
        return strings;
    }

    private static DnsRecord authority(String name, Duration ttl, SOARecord soa) {
        return new DnsRecord.StartOfAuthority(
                name,
                ttl,
                text(soa.getHost()),
                text(soa.getAdmin()),
                soa.getSerial(),
                Duration.ofSeconds(soa.getRefresh()),
                Duration.ofSeconds(soa.getRetry()),
                Duration.ofSeconds(soa.getExpire()),
                ttl(soa.getMinimum()));
    }

    private static Map<String, String> parameters(HTTPSRecord https) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int key : https.getSvcParamKeys()) {
            String name = key < PARAMETERS.size() ? PARAMETERS.get(key) : "key" + key;
            parameters.put(name, https.getSvcParamValue(key).toString());
        }
        return parameters;
    }
}
