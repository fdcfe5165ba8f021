// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.text;

import java.util.ArrayList;
import java.util.List;
import org.pathtracer.publicaddress.PublicAddressResult;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.OwnerText;
import org.pathtracer.report.format.Palette;
import org.pathtracer.report.format.Printable;

/**
 * A public address for people.
 *
 * @since 0.1.0
 */
public final class PublicIpText {
    private PublicIpText() {}

    public static List<String> lines(PublicAddressResult result, Palette palette) {
        List<String> lines = new ArrayList<>();
        result.failures().forEach(failure -> lines.add(palette.faint(Printable.line(failure.toString()))));
        if (result.address().isEmpty()) {
            lines.add(palette.bad("no server reported the address"));
            return lines;
        }
        lines.add(palette.strong(AddressText.of(result.address().get()))
                + (result.translated() ? "  behind a translator (NAT)" : "  this host's own")
                + result.source()
                        .map(source -> ", says " + Printable.line(source.toString()))
                        .orElse(""));
        List<String> words = OwnerText.words(result.info());
        if (!words.isEmpty()) {
            lines.add("  " + String.join("  ", words));
        }
        return lines;
    }
}
