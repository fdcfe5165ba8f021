// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.kind;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pathtracer.dns.RecordType;
import org.pathtracer.exporter.toml.Table;
import org.pathtracer.service.DnsCheck;

/** Asks a name server. */
final class DnsTask {
    private static final int PORT = 53;
    private static final Map<String, RecordType> TYPES = Arrays.stream(RecordType.values())
            .collect(Collectors.toMap(type -> type.name().toUpperCase(Locale.ROOT), Function.identity()));

    private DnsTask() {}

    /** Reads the options of this kind. */
    static TaskMaker read(Table table) {
        ServiceTask.Options options = new ServiceTask.Options(table);
        Optional<String> name = table.text("query_name");
        Optional<RecordType> type = table.choice("query_type", TYPES);
        return host -> {
            HostPort at = HostPort.of(host, PORT);
            DnsCheck.Builder builder = options.applyTo(DnsCheck.to(at.host(), at.port()));
            name.ifPresent(builder::name);
            type.ifPresent(builder::type);
            return new ServiceTask(builder.build(), false);
        };
    }
}
