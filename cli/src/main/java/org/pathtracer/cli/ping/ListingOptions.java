// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.ping;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.PingRequest;
import org.pathtracer.PingSeries;
import org.pathtracer.cli.output.Terminal;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which lines of text a ping prints, where they are not the usual ones: as ping and fping do it. */
public final class ListingOptions {
    private static final int MOST_TIMES = 100_000;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print the last lines only, which sum it up.")
    private boolean quiet;

    @Option(
            names = {"-D", "--timestamp"},
            description = "Of one target, begin each answer's line with the time at which it is printed, in seconds"
                    + " since 1970.")
    private boolean timestamp;

    @ArgGroup
    private TargetLine targetLine = new TargetLine();

    /** At most one. */
    private static final class TargetLine {
        @Option(
                names = {"-a", "--alive"},
                description = "Print nothing but the targets that answer, one on a line, as soon as each has ended.")
        private boolean alive;

        @Option(
                names = {"-u", "--unreach"},
                description = "Print nothing but the targets that do not answer, one on a line.")
        private boolean unreach;

        @Option(
                names = {"-C", "--vcount"},
                paramLabel = "N",
                description = "Send so many probes to each target, and print nothing but a line for each: its name, and"
                        + " the time of each probe in ms, or - for one without an answer.")
        private @Nullable Integer vcount;

        boolean given() {
            return alive || unreach || vcount != null;
        }
    }

    /** Probes to each target, if that was said here. */
    @Nullable
    Integer count() {
        return targetLine.vcount;
    }

    /** Whether targets get a line each, or none, as soon as they have ended. */
    boolean listed() {
        return targetLine.given();
    }

    boolean quiet() {
        return quiet;
    }

    boolean timestamp() {
        return timestamp;
    }

    /** Refuses what has no meaning together, before anything is sent. */
    void check(boolean document, boolean several) {
        require(
                !document || !(quiet || timestamp || listed()),
                "--quiet, --timestamp, --alive, --unreach and --vcount are for text; leave out --json, --jsonl or"
                        + " --format");
        require(
                !listed() || !(quiet || timestamp),
                "--alive, --unreach and --vcount print nothing but their lines; leave out --quiet and --timestamp");
        require(!(quiet && timestamp), "--quiet leaves no line that --timestamp could begin; give one or the other");
        require(!(timestamp && several), "--timestamp is for one target; for several, --jsonl or --alive tells each");
        Integer count = targetLine.vcount;
        require(
                count == null || count >= 1 && count <= MOST_TIMES,
                "--vcount is %d, but must be from 1 to %d".formatted(count, MOST_TIMES));
    }

    private static void require(boolean right, String sentence) {
        if (!right) {
            throw new InvalidRequestException(sentence);
        }
    }

    ListedTargets report(Terminal terminal, PingRequest request) {
        return new ListedTargets(terminal, request, series -> line(series, request.count()));
    }

    private Optional<String> line(PingSeries series, int count) {
        if (targetLine.vcount != null) {
            return Optional.of(TargetTimes.of(series, count));
        }
        boolean wanted = targetLine.alive == series.received() > 0;
        return wanted ? Optional.of(series.target().name()) : Optional.empty();
    }
}
