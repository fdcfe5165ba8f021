// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pathtracer.MultipathResult;

/**
 * Multipath graphs of several targets for programs; docs/schema/multipaths-1.json describes it.
 *
 * @since 0.1.0
 */
public final class MultipathsJson {
    private MultipathsJson() {}

    /**
     * A target and what came of it.
     *
     * @param target as it was asked for
     * @param result the graph; empty if it could not be probed
     * @param error why it could not; empty if it could
     * @since 0.1.0
     */
    public record Entry(String target, Optional<MultipathResult> result, String error) {}

    /**
     * Returns the document.
     *
     * @param asked targets that were asked for, of which those at the end may lack an entry
     */
    public static String of(List<Entry> entries, int asked) {
        List<String> documents = new ArrayList<>();
        entries.forEach(entry -> documents.add(document(entry)));
        JsonDocument json = new JsonDocument(false);
        return json.write(() -> {
            json.string("schema", "pathtracer/multipaths/1");
            json.bool(
                    "reached",
                    entries.size() == asked
                            && entries.stream()
                                    .allMatch(entry -> entry.result()
                                            .filter(MultipathResult::reached)
                                            .isPresent()));
            json.number("targetCount", asked);
            json.documents("targets", documents);
        });
    }

    private static String document(Entry entry) {
        if (entry.result().isPresent()) {
            return MultipathJson.of(
                    entry.result().get(), RunFacts.of(entry.result().get()), true);
        }
        JsonDocument json = new JsonDocument(true);
        return json.write(() -> {
            json.string("target", entry.target());
            json.string("error", entry.error());
        });
    }
}
