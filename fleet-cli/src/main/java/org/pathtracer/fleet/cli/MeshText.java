// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pathtracer.fleet.locate.LocatedFault;
import org.pathtracer.fleet.locate.Location;
import org.pathtracer.fleet.locate.Suspect;
import org.pathtracer.fleet.mesh.MeshDirection;
import org.pathtracer.fleet.mesh.MeshResult;
import org.pathtracer.statistics.Statistics;

/** A mesh as text: a matrix of loss and round-trip times, what failed, and the link at fault. */
final class MeshText {
    private static final int NARROWEST = 14;

    private final MeshResult mesh;
    private final int width;
    private final StringBuilder text = new StringBuilder();

    private MeshText(MeshResult mesh) {
        this.mesh = mesh;
        width = Math.max(
                NARROWEST,
                2 + mesh.vantagePoints().stream().mapToInt(String::length).max().orElse(0));
    }

    static String of(MeshResult mesh) {
        MeshText printed = new MeshText(mesh);
        printed.matrix();
        mesh.directions().forEach(printed::failure);
        mesh.location().ifPresent(printed::location);
        return printed.text.toString().stripTrailing();
    }

    private void matrix() {
        List<String> names = mesh.vantagePoints();
        text.append(cell("from \\ to"));
        names.forEach(name -> text.append(cell(name)));
        newLine();
        for (String from : names) {
            text.append(cell(from));
            names.forEach(to -> text.append(cell(
                    from.equals(to)
                            ? ""
                            : mesh.direction(from, to).map(MeshText::figures).orElse("-"))));
            newLine();
        }
    }

    private static String figures(MeshDirection direction) {
        Optional<Statistics> pings = direction.pings().filter(series -> series.sent() > 0);
        return pings.map(series -> loss(series.lossRatio())
                        + series.median().map(MeshText::millis).orElse(""))
                .orElse("failed");
    }

    private static String loss(double share) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * share);
    }

    private static String millis(Duration span) {
        return String.format(Locale.ROOT, " %.1f ms", span.toNanos() / 1e6);
    }

    private String cell(String content) {
        return ("%-" + width + "s ").formatted(content);
    }

    private void newLine() {
        text.setLength(text.toString().stripTrailing().length());
        text.append('\n');
    }

    private void failure(MeshDirection direction) {
        direction
                .failure()
                .ifPresent(why -> text.append("%s -> %s: %s%n".formatted(direction.from(), direction.to(), why)));
    }

    private void location(Location location) {
        if (location.verdict() != Location.Verdict.LOCATED) {
            text.append(location.summary()).append('\n');
        }
        for (LocatedFault fault : location.faults()) {
            Suspect suspect = fault.suspect();
            text.append("%s: %s%n".formatted(fault.isStated() ? "at fault" : "perhaps", suspect));
            text.append("  %d of %d packets lost on the %d paths across it, %d of which lost some%n"
                    .formatted(suspect.lost(), suspect.sent(), suspect.paths(), suspect.lossyPaths()));
            fault.runnersUp().forEach(other -> text.append("  or %s%n".formatted(other)));
        }
    }
}
