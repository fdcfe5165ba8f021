// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.dns;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.pathtracer.annotation.NotForImplementation;

/**
 * One record of an answer. Names are absolute, without the final dot; bytes that are no visible ASCII are written
 * {@code \DDD} in them, as in zone files (RFC 1035 section 5.1), so that nothing in a name can harm a terminal.
 *
 * @since 0.1.0
 */
@NotForImplementation
public sealed interface DnsRecord {
    /** The name that it is about. */
    String name();

    /** How long it may be kept. */
    Duration ttl();

    /** {@link RecordType#A} and {@link RecordType#AAAA}. */
    record Address(String name, Duration ttl, InetAddress address) implements DnsRecord {
        /** Takes no null. */
        public Address {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(ttl, "ttl");
            Objects.requireNonNull(address, "address");
        }
    }

    /** {@link RecordType#PTR}. */
    record Pointer(String name, Duration ttl, String target) implements DnsRecord {
        /** Takes no null. */
        public Pointer {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(ttl, "ttl");
            Objects.requireNonNull(target, "target");
        }
    }

    /** {@link RecordType#CNAME}. */
    record Alias(String name, Duration ttl, String target) implements DnsRecord {
        /** Takes no null. */
        public Alias {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(ttl, "ttl");
            Objects.requireNonNull(target, "target");
        }
    }

    /** {@link RecordType#NS}. */
    record NameServer(String name, Duration ttl, String host) implements DnsRecord {
        /** Takes no null. */
        public NameServer {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(ttl, "ttl");
            Objects.requireNonNull(host, "host");
        }
    }

    /**
     * {@link RecordType#TXT}.
     *
     * @param strings each up to 255 bytes, read as UTF-8; invalid bytes are replaced by U+FFFD. They may contain any
     *     character, control characters too
     */
    record Text(String name, Duration ttl, List<String> strings) implements DnsRecord {
        /** Copies the list. */
        public Text {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(ttl, "ttl");
            Objects.requireNonNull(strings, "strings");
            strings = List.copyOf(strings);
        }
    }

    /**
     * {@link RecordType#MX}.
     *
     * @param preference 0 to 65535, the lowest is tried first
     */
    record MailExchange(String name, Duration ttl, int preference, String host) implements DnsRecord {
        /** Takes no null. */
        public MailExchange {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(ttl, "ttl");
            Objects.requireNonNull(host, "host");
        }
    }

    /**
     * {@link RecordType#SOA}.
     *
     * @param serial 0 to 4294967295
     * @param minimum how long the absence of a record may be kept, together with {@link #ttl} (RFC 2308)
     */
    record StartOfAuthority(
            String name,
            Duration ttl,
            String primary,
            String mailbox,
            long serial,
            Duration refresh,
            Duration retry,
            Duration expire,
            Duration minimum)
            implements DnsRecord {
        /** Takes no null. */
        public StartOfAuthority {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(ttl, "ttl");
            Objects.requireNonNull(primary, "primary");
            Objects.requireNonNull(mailbox, "mailbox");
            Objects.requireNonNull(refresh, "refresh");
            Objects.requireNonNull(retry, "retry");
            Objects.requireNonNull(expire, "expire");
            Objects.requireNonNull(minimum, "minimum");
        }
    }

    /**
     * {@link RecordType#SRV}.
     *
     * @param priority 0 to 65535, the lowest is tried first
     * @param weight 0 to 65535, share among equal priorities
     */
    record Service(String name, Duration ttl, int priority, int weight, int port, String host) implements DnsRecord {
        /** Takes no null. */
        public Service {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(ttl, "ttl");
            Objects.requireNonNull(host, "host");
        }
    }

    /**
     * {@link RecordType#HTTPS}.
     *
     * @param priority 0 for an alias, else the lowest is tried first
     * @param host where it is; empty for the owner itself
     * @param parameters by name ({@code alpn}, {@code port}, {@code ipv4hint}, ... or {@code keyN}), in presentation
     *     form; in the order of the answer
     */
    record HttpsService(String name, Duration ttl, int priority, String host, Map<String, String> parameters)
            implements DnsRecord {
        /** Copies the map. */
        public HttpsService {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(ttl, "ttl");
            Objects.requireNonNull(host, "host");
            Objects.requireNonNull(parameters, "parameters");
            parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        }
    }

    /**
     * {@link RecordType#CAA}.
     *
     * @param critical whether an issuer that does not know the tag must refuse
     */
    record CertificationAuthority(String name, Duration ttl, boolean critical, String tag, String value)
            implements DnsRecord {
        /** Takes no null. */
        public CertificationAuthority {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(ttl, "ttl");
            Objects.requireNonNull(tag, "tag");
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * Anything else that came along.
     *
     * @param type its number
     * @param data in presentation form
     */
    record Other(String name, Duration ttl, int type, String data) implements DnsRecord {
        /** Takes no null. */
        public Other {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(ttl, "ttl");
            Objects.requireNonNull(data, "data");
        }
    }
}
