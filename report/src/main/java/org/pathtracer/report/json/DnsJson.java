// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.json;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.pathtracer.dns.DnsAnswer;
import org.pathtracer.dns.DnsRecord;
import org.pathtracer.report.format.RecordFields;

/**
 * An answer for programs; docs/schema/dns-1.json describes it.
 *
 * @since 0.1.0
 */
public final class DnsJson {
    private final JsonDocument json;

    /** Writes into a document, which may be of another kind. */
    DnsJson(JsonDocument json) {
        this.json = json;
    }

    public static String of(DnsAnswer answer, RunFacts facts, boolean compact) {
        JsonDocument json = new JsonDocument(compact);
        return json.write(() -> {
            json.string("schema", "pathtracer/dns/1");
            new DnsJson(json).members(answer);
            facts.members(json);
        });
    }

    void members(DnsAnswer answer) throws IOException {
        json.string("name", answer.query().name());
        json.string("type", answer.query().type().name());
        json.string("server", answer.server());
        json.name("channel", answer.channel());
        json.name("status", answer.status());
        json.bool("authoritative", answer.authoritative());
        json.bool("authenticated", answer.authenticated());
        json.millis("durationMs", answer.duration());
        json.number("attempts", answer.attempts());
        json.array("answers", answer.answers(), this::record);
        json.array("authorities", answer.authorities(), this::record);
    }

    private void record(DnsRecord record) throws IOException {
        json.object(() -> {
            json.string("name", record.name());
            json.string("type", RecordFields.type(record));
            json.number("ttlSeconds", record.ttl().toSeconds());
            for (Map.Entry<String, Object> field : RecordFields.of(record).entrySet()) {
                field(field.getKey(), field.getValue());
            }
        });
    }

    private void field(String name, Object value) throws IOException {
        if (value instanceof Number number) {
            json.number(name, number.longValue());
        } else if (value instanceof Boolean truth) {
            json.bool(name, truth);
        } else if (value instanceof List<?> strings) {
            json.strings(name, strings.stream().map(Object::toString).toList());
        } else if (value instanceof Map<?, ?> texts) {
            json.object(name, () -> {
                for (Map.Entry<?, ?> text : texts.entrySet()) {
                    json.string(text.getKey().toString(), text.getValue().toString());
                }
            });
        } else {
            json.string(name, value.toString());
        }
    }
}
