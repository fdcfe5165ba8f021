// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.live;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pathtracer.MonitorSeries;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.enrich.Location;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.report.format.Printable;

/** The places of a path's hops on a map of characters, numbered in the order of the path, with their names below. */
final class PlaceMap {
    private static final String MARKS = "123456789abcdefghijklmnopqrstuvwxyz";
    private static final int WIDEST = 140;
    /** A character is twice as high as wide, and the map shows 360 degrees by 135. */
    private static final int COLUMNS_PER_ROW = 5;

    private static final int LEAST_ROWS = 5;

    private final MonitorSeries series;
    private final Map<InetAddress, AddressInfo> infos;
    private final LiveState state;
    private final Theme theme;

    PlaceMap(MonitorSeries series, Map<InetAddress, AddressInfo> infos, LiveState state) {
        this.series = series;
        this.infos = infos;
        this.state = state;
        theme = state.theme();
    }

    List<String> lines(int columns, int rows) {
        Map<Location, List<Integer>> places = places();
        if (places.isEmpty()) {
            return List.of("no place of a hop is known; --location-db FILE names a file of places");
        }
        List<Map.Entry<Location, List<Integer>>> onMap =
                places.entrySet().stream().limit(MARKS.length()).toList();
        int width = Math.min(WIDEST, columns);
        int forNames = Math.min(onMap.size(), rows / 3);
        int height = Math.max(LEAST_ROWS, Math.min(width / COLUMNS_PER_ROW, rows - 1 - forNames));
        List<String> lines =
                new ArrayList<>(map(onMap.stream().map(Map.Entry::getKey).toList(), width, height));
        lines.add(theme.faint("as the location file says, which may be wrong about routers"));
        int room = Math.max(1, rows - lines.size());
        for (int i = 0; i < onMap.size() && i < room; i++) {
            boolean more = i == room - 1 && places.size() > room;
            lines.add(
                    more
                            ? theme.faint("   ... %d places more".formatted(places.size() - i))
                            : theme.strong(String.valueOf(MARKS.charAt(i))) + "  " + name(onMap.get(i)));
        }
        return lines;
    }

    /** The TTLs at each place, in the order of the path. */
    private Map<Location, List<Integer>> places() {
        Map<Location, List<Integer>> places = new LinkedHashMap<>();
        for (MonitorHop hop : series.hops()) {
            if (!state.hides(hop.ttl())) {
                hop.address()
                        .flatMap(address -> Optional.ofNullable(infos.get(address)))
                        .flatMap(AddressInfo::location)
                        .filter(place -> place.latitude().isPresent()
                                && place.longitude().isPresent())
                        .ifPresent(place -> places.computeIfAbsent(place, unused -> new ArrayList<>())
                                .add(hop.ttl()));
            }
        }
        return places;
    }

    private List<String> map(List<Location> places, int columns, int rows) {
        WorldMap map = new WorldMap(columns, rows);
        char[][] picture = map.land();
        // The first place stays on top where several share a character.
        for (int i = places.size() - 1; i >= 0; i--) {
            Location place = places.get(i);
            int row = map.row(place.latitude().orElse(0));
            picture[row][map.column(place.longitude().orElse(0))] = MARKS.charAt(i);
        }
        List<String> lines = new ArrayList<>();
        for (char[] row : picture) {
            StringBuilder line = new StringBuilder();
            for (char character : row) {
                boolean mark = character != ' ' && character != '.';
                line.append(mark ? theme.bad(String.valueOf(character)) : String.valueOf(character));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static String name(Map.Entry<Location, List<Integer>> one) {
        Location place = one.getKey();
        String text = Stream.of(place.city(), place.country())
                .flatMap(Optional::stream)
                .map(Printable::line)
                .collect(Collectors.joining(", "));
        return (text.isEmpty() ? "a place without a name" : text) + hops(one.getValue());
    }

    private static String hops(List<Integer> ttls) {
        return (ttls.size() == 1 ? ", hop " : ", hops ")
                + ttls.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
