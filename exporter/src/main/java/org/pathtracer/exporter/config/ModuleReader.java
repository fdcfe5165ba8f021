// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pathtracer.exporter.kind.Kind;
import org.pathtracer.exporter.toml.Problems;
import org.pathtracer.exporter.toml.Similar;
import org.pathtracer.exporter.toml.Table;
import org.pathtracer.exporter.toml.TomlFile;

/** Reads {@code [module.NAME]}. Each kind is also a module by its own name, with its defaults, unless one is made. */
final class ModuleReader {
    private ModuleReader() {}

    static Map<String, Module> read(Table top) {
        Map<String, Module> modules = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            Table none = TomlFile.read("", new Problems("")).orElseThrow();
            modules.put(kind.id(), new Module(kind.id(), kind, kind.read(none), ""));
        }
        Optional<Table> tables = top.keys().contains("module") ? top.table("module") : Optional.empty();
        tables.ifPresent(all ->
                all.keys().forEach(name -> all.table(name).ifPresent(table -> read(table, name, modules))));
        return modules;
    }

    private static void read(Table table, String name, Map<String, Module> modules) {
        Optional<String> typed = table.text("kind");
        Optional<Kind> kind = typed.or(() -> Optional.of(name)).flatMap(Kind::of);
        if (kind.isEmpty()) {
            List<String> kinds = Arrays.stream(Kind.values()).map(Kind::id).toList();
            String all = kinds.stream().collect(Collectors.joining(", "));
            table.problem(
                    "kind",
                    typed.map(text -> "\"%s\" is not a kind; %s"
                                    .formatted(
                                            text,
                                            Similar.of(text, kinds)
                                                    .map(other -> "did you mean " + other + "?")
                                                    .orElse("there are " + all)))
                            .orElse("is missing: write one of " + all));
        }
        kind.ifPresent(known -> modules.put(name, new Module(name, known, known.read(table), table.json())));
    }
}
