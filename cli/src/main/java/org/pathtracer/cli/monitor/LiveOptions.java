// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.monitor;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.cli.live.Bindings;
import org.pathtracer.cli.live.Column;
import org.pathtracer.cli.live.LiveState;
import org.pathtracer.cli.live.Theme;
import org.pathtracer.cli.option.NamedValues;
import org.pathtracer.enrich.EnrichmentOptions;
import picocli.CommandLine.Option;

/** How the live view begins: its columns, colours and keys. */
public final class LiveOptions {
    private static final int MOST_HOPS = 255;

    /** A theme as people write it. */
    static final class ThemeConverter extends NamedValues<Theme> {
        ThemeConverter() {
            super("a theme", Theme.class);
        }
    }

    @Option(
            names = "--columns",
            paramLabel = "LETTERS",
            description = "Columns of the live view in their order, by the letters that its help page has,"
                    + " such as LSNABWV.")
    private @Nullable String columns;

    @Option(
            names = "--theme",
            paramLabel = "THEME",
            converter = ThemeConverter.class,
            completionCandidates = ThemeConverter.class,
            description = "Colours of the live view: ${COMPLETION-CANDIDATES} (default: usual, none with NO_COLOR).")
    private @Nullable Theme theme;

    @Option(
            names = "--hide-hops",
            paramLabel = "N",
            description = "Show no addresses of the first N hops in the live view (default: 0).")
    private int hidden;

    @Option(
            names = "--asn",
            description = "Ask Team Cymru's DNS for the networks of hops in the live view; it learns their addresses.")
    private boolean asn;

    @Option(
            names = "--asn-db",
            paramLabel = "FILE",
            description = "Show the networks of hops in the live view, from a file in MaxMind's format (GeoLite2-ASN).")
    private @Nullable Path asnDatabase;

    @Option(
            names = "--location-db",
            paramLabel = "FILE",
            description =
                    "Show the places of hops on the live view's map, from a file in MaxMind's format (GeoLite2-City).")
    private @Nullable Path locationDatabase;

    @Option(
            names = "--key",
            paramLabel = "ACTION=KEY",
            description = "Give an action of the live view another key, such as quit=x; may be given several times.")
    private Map<String, String> keys = new LinkedHashMap<>();

    /** Says what is wrong before the terminal is taken over. */
    void check() {
        bindings();
        state(false, false);
        if (hidden < 0 || hidden > MOST_HOPS) {
            throw new InvalidRequestException(
                    "--hide-hops is %d, but must be from 0 to %d".formatted(hidden, MOST_HOPS));
        }
    }

    LiveState state(boolean withNames, boolean colours) {
        Theme usual = colours ? Theme.USUAL : Theme.NONE;
        return new LiveState(
                Optional.ofNullable(columns).map(Column::of), withNames, theme == null ? usual : theme, hidden);
    }

    /** Where networks and places are looked up. */
    EnrichmentOptions lookUps() {
        EnrichmentOptions.Builder builder = EnrichmentOptions.builder().asnByDns(asn);
        if (asnDatabase != null) {
            builder.asnDatabase(asnDatabase);
        }
        if (locationDatabase != null) {
            builder.locationDatabase(locationDatabase);
        }
        return builder.build();
    }

    Bindings bindings() {
        return new Bindings(keys);
    }
}
