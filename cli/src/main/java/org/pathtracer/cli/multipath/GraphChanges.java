// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.multipath;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.MultipathResult;
import org.pathtracer.Target;
import org.pathtracer.multipath.MultipathDifference;
import org.pathtracer.report.ReportFormatException;
import org.pathtracer.report.Reports;
import org.pathtracer.report.format.AddressText;

/** An earlier graph, and what has changed since. */
final class GraphChanges {
    /** Far more than any graph has. */
    private static final long LARGEST = 64L << 20;

    private final MultipathResult earlier;

    private GraphChanges(MultipathResult earlier) {
        this.earlier = earlier;
    }

    /** Reads the earlier graph, and refuses what is not a graph of the same target. */
    static Optional<GraphChanges> since(@Nullable Path file, Target target) {
        if (file == null) {
            return Optional.empty();
        }
        MultipathResult earlier = parsed(file, text(file));
        if (!earlier.target().equals(target.toString())) {
            throw new InvalidRequestException(
                    "--diff %s has the paths to %s, and not to %s: give one of the same target"
                            .formatted(file, earlier.target(), target));
        }
        return Optional.of(new GraphChanges(earlier));
    }

    private static String text(Path file) {
        try {
            if (Files.isRegularFile(file) && Files.size(file) > LARGEST) {
                throw refused(file, "it has more than 64 MB");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw refused(file, "there is no such file");
        } catch (IOException e) {
            throw refused(file, String.valueOf(e.getMessage()));
        }
    }

    private static MultipathResult parsed(Path file, String text) {
        try {
            if (Reports.fromJson(text).result() instanceof MultipathResult result) {
                return result;
            }
            throw refused(file, "it is the document of another command");
        } catch (ReportFormatException e) {
            throw refused(file, "it is no document of \"pathtracer multipath --json\" (%s)".formatted(e.place()));
        }
    }

    private static InvalidRequestException refused(Path file, String why) {
        return new InvalidRequestException("--diff %s can't be read: %s".formatted(file, why));
    }

    /**
     * Returns lines that tell the changes. What was not found may be there: a discovery is complete with a probability.
     */
    List<String> lines(MultipathResult now) {
        MultipathDifference difference = now.graph().differenceFrom(earlier.graph());
        List<String> lines = new ArrayList<>();
        String since = "since " + earlier.started();
        lines.add(difference.isEmpty() ? since + " nothing has changed" : since + " the graph has changed:");
        difference.addressesAdded().forEach(address -> lines.add("  found now, not then: " + AddressText.of(address)));
        difference
                .addressesRemoved()
                .forEach(address -> lines.add("  found then, not now: " + AddressText.of(address)));
        difference.linksAdded().forEach(link -> lines.add("  found now, not then: " + text(link)));
        difference.linksRemoved().forEach(link -> lines.add("  found then, not now: " + text(link)));
        if (earlier.protocol() != now.protocol()) {
            lines.add("  note: it was probed with %s then and with %s now, which balancers may send other ways"
                    .formatted(earlier.protocol(), now.protocol()));
        }
        return lines;
    }

    private static String text(MultipathDifference.Link link) {
        return "link " + name(link.from()) + " to " + name(link.to());
    }

    private static String name(InetAddress address) {
        return AddressText.of(address);
    }
}
