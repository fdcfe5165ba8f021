// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.live;

import java.util.Arrays;
import java.util.List;

/** Where there is land, coarsely: each five degrees of latitude with its spans of longitude. */
final class WorldMap {
    private static final int HIGHEST = 80;
    private static final int STEP = 5;
    private static final double WHOLE_TURN = 360;

    /** From 80 degrees north to 55 south; west and east end of each span. */
    private static final List<String> LAND = List.of(
            "-95 -65 -60 -20 10 28 45 62 92 105",
            "-125 -80 -60 -20 55 65 85 115 138 150",
            "-165 -140 -138 -88 -88 -68 -54 -22 18 31 53 58 67 180",
            "-168 -88 -75 -63 -53 -38 -24 -14 11 178",
            "-165 -142 -140 -95 -78 -65 -48 -43 5 18 22 163 163 170",
            "-162 -158 -132 -92 -80 -58 -10 -2 8 12 20 137 142 144 156 162",
            "-127 -55 -5 1 2 140 142 144",
            "-124 -62 -1 12 14 28 33 50 52 137 141 145",
            "-124 -74 -9 0 8 10 14 18 20 50 53 119 125 128 139 142",
            "-121 -76 -6 11 23 26 32 34 36 119 127 129 132 141",
            "-115 -81 -10 48 50 122 130 131",
            "-112 -97 -81 -80 -16 36 38 51 57 120 121 122",
            "-105 -97 -90 -87 -78 -74 -73 -66 -17 37 40 57 73 87 93 107 109 111",
            "-93 -83 -17 40 43 50 74 80 95 109 120 122",
            "-85 -83 -76 -62 -15 50 76 79 98 100 105 109 122 126",
            "-77 -52 -9 48 80 82 100 103 114 118 125 126",
            "-80 -50 9 43 99 104 109 118 120 123 131 134",
            "-81 -36 12 40 103 106 120 122 133 150",
            "-78 -36 13 40 120 127 147 150",
            "-76 -39 12 41 46 50 124 137 141 145",
            "-70 -40 13 35 44 49 119 148 177 179",
            "-70 -48 14 33 44 47 113 153",
            "-71 -50 17 31 115 153",
            "-73 -54 19 24 116 120 136 151 173 175",
            "-73 -62 145 148 173 178",
            "-74 -66 167 171",
            "-75 -68",
            "-72 -66");

    private static final int LOWEST = HIGHEST - (LAND.size() - 1) * STEP;
    private static final List<double[]> SPANS = LAND.stream()
            .map(row -> Arrays.stream(row.split(" ", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray())
            .toList();

    private final int columns;
    private final int rows;

    /** A map of this many characters. */
    WorldMap(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /** Returns each row, with a point where there is land. */
    char[][] land() {
        char[][] all = new char[rows][columns];
        for (int row = 0; row < rows; row++) {
            double latitude = HIGHEST - (HIGHEST - LOWEST) * (row + 0.5) / rows;
            for (int column = 0; column < columns; column++) {
                all[row][column] = isLand(latitude, WHOLE_TURN * (column + 0.5) / columns - WHOLE_TURN / 2) ? '.' : ' ';
            }
        }
        return all;
    }

    /** Returns the row of a latitude; what lies beyond the map stands at its edge. */
    int row(double latitude) {
        return within((HIGHEST - latitude) / (HIGHEST - LOWEST) * rows, rows);
    }

    /** Returns the column of a longitude. */
    int column(double longitude) {
        return within((longitude + WHOLE_TURN / 2) / WHOLE_TURN * columns, columns);
    }

    private static int within(double place, int count) {
        return Math.max(0, Math.min(count - 1, (int) Math.floor(place)));
    }

    private static boolean isLand(double latitude, double longitude) {
        int index = within((HIGHEST - latitude) / STEP + 0.5, SPANS.size());
        double[] ends = SPANS.get(index);
        for (int i = 0; i + 1 < ends.length; i += 2) {
            if (longitude >= ends[i] && longitude <= ends[i + 1]) {
                return true;
            }
        }
        return false;
    }
}
