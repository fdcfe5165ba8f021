// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.json;

import java.io.IOException;
import org.pathtracer.publicaddress.PublicAddressResult;
import org.pathtracer.report.format.AddressText;

/**
 * A public address for programs; docs/schema/public-ip-1.json describes it.
 *
 * @since 0.1.0
 */
public final class PublicIpJson {
    private final JsonDocument json;

    private PublicIpJson(boolean compact) {
        json = new JsonDocument(compact);
    }

    public static String of(PublicAddressResult result, RunFacts facts, boolean compact) {
        PublicIpJson writer = new PublicIpJson(compact);
        return writer.json.write(() -> {
            writer.members(result);
            facts.members(writer.json);
        });
    }

    private void members(PublicAddressResult result) throws IOException {
        json.string("schema", "pathtracer/public-ip/1");
        json.string("address", result.address().map(AddressText::of));
        json.string("source", result.source().map(Object::toString));
        if (result.address().isPresent()) {
            json.bool("translated", result.translated());
        }
        if (result.known()) {
            json.bool("known", true);
        }
        new AddressJson(json).members(result.info());
        json.millis("durationMs", result.duration());
        json.array(
                "failures",
                result.failures(),
                failure -> json.object(() -> {
                    json.string("source", failure.source().toString());
                    json.name("kind", failure.kind());
                    json.string("sentence", failure.sentence());
                }));
    }
}
