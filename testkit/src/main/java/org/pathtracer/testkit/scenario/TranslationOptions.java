// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.scenario;

import java.util.List;
import java.util.Set;
import org.pathtracer.testkit.topology.NodeBuilder;
import org.pathtracer.testkit.topology.Translation;

/** The keys of an address translator. */
final class TranslationOptions {
    private TranslationOptions() {}

    static void read(ScenarioTable table, NodeBuilder node) {
        List<Translation.Rewrite> rewrites = table.choices("translates", Translation.Rewrite.class);
        Translation.Quotes quotes =
                table.choice("translates-quotes", Translation.Quotes.class).orElse(Translation.Quotes.CHECKSUM_LEFT);
        if (!rewrites.isEmpty()) {
            node.translates(new Translation(Set.copyOf(rewrites), quotes));
        }
        table.at("redirects-to", () -> table.string("redirects-to").ifPresent(node::redirectsTo));
    }
}
