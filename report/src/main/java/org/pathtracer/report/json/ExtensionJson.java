// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.json;

import java.io.IOException;
import org.pathtracer.probe.IcmpExtension;
import org.pathtracer.probe.MplsLabel;
import org.pathtracer.report.format.AddressText;

/**
 * What a router appended to its answers, as JSON objects.
 *
 * @since 0.1.0
 */
public final class ExtensionJson {
    private final JsonDocument json;

    public ExtensionJson(JsonDocument json) {
        this.json = json;
    }

    public void object(IcmpExtension extension) throws IOException {
        json.object(() -> {
            if (extension instanceof IcmpExtension.MplsLabelStack stack) {
                json.string("kind", "mpls-label-stack");
                json.array("labels", stack.labels(), this::label);
            } else if (extension instanceof IcmpExtension.InterfaceInformation information) {
                json.string("kind", "interface-information");
                information(information);
            } else if (extension instanceof IcmpExtension.Unknown unknown) {
                json.string("kind", "unknown");
                json.number("class", unknown.classNumber());
                json.number("type", unknown.type());
                json.string("hex", unknown.hex());
            }
        });
    }

    public void label(MplsLabel label) throws IOException {
        json.object(() -> {
            json.number("label", label.label());
            json.number("tc", label.trafficClass());
            json.bool("bottom", label.bottom());
            json.number("ttl", label.ttl());
        });
    }

    private void information(IcmpExtension.InterfaceInformation information) throws IOException {
        json.name("role", information.role());
        json.number("ifIndex", information.ifIndex());
        if (information.address().isPresent()) {
            json.string("address", AddressText.of(information.address().get()));
        }
        if (information.name().isPresent()) {
            json.string("name", information.name().get());
        }
        json.number("mtu", information.mtu());
    }
}
