// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.multipath;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.MultipathResult;
import org.pathtracer.Target;
import org.pathtracer.UnknownTargetException;
import org.pathtracer.cli.option.FormatOptions;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.cli.run.Interruption;
import org.pathtracer.report.Format;
import org.pathtracer.report.json.MultipathsJson;

/**
 * Discoveries to several targets, one after the other: each has its whole share of probes, and is printed by itself.
 */
final class SeveralPaths {
    /** One after the other, more would take hours. */
    private static final int MOST = 1024;

    private final Terminal terminal;
    private final FormatOptions format;
    private final List<Target> targets = new ArrayList<>();
    private final List<MultipathsJson.Entry> entries = new ArrayList<>();
    private final AtomicBoolean interrupted = new AtomicBoolean();

    SeveralPaths(Terminal terminal, FormatOptions format, List<Target> all) {
        this.terminal = terminal;
        this.format = format;
        long hosts = all.stream().mapToLong(Target::hostCount).sum();
        require(hosts <= MOST, "%d targets are too many: give at most %d".formatted(hosts, MOST));
        all.forEach(this::add);
    }

    private static void require(boolean right, String sentence) {
        if (!right) {
            throw new InvalidRequestException(sentence);
        }
    }

    private void add(Target target) {
        if (target instanceof Target.Block block) {
            block.addresses().forEach(address -> targets.add(Target.of(address)));
        } else {
            targets.add(target);
        }
    }

    /** Refuses what is of one graph. */
    void check(DrawingOptions drawings, @Nullable Path diff) {
        require(diff == null, "--diff is for one target; name one");
        require(
                !drawings.given() && (format.format() == Format.TEXT || format.format() == Format.JSON),
                "drawings and tables are of one target; name one, or choose text, --json or --jsonl");
    }

    Target first() {
        return targets.get(0);
    }

    /** Whether one document at the end has all. */
    boolean together() {
        return format.wanted() && !format.compact();
    }

    /** Discovers the paths to one. */
    interface Discovery {
        Optional<MultipathResult> run(Target target) throws InterruptedException;
    }

    /** Discovers the paths to each; what can't be probed does not stop the others. Returns whether each was reached. */
    @SuppressWarnings("try") // the interruption's scope is all there is to it
    boolean run(Discovery discovery) throws InterruptedException {
        boolean reached = true;
        try (Interruption interruption = Interruption.of(() -> interrupted.set(true))) {
            for (Target target : targets) {
                if (interrupted.get() || terminal.out().checkError()) {
                    reached = false;
                    break;
                }
                Optional<MultipathResult> result = discovered(discovery, target);
                reached &= result.filter(MultipathResult::reached).isPresent();
            }
            if (together()) {
                terminal.document(MultipathsJson.of(entries, targets.size()));
            }
        }
        return reached;
    }

    private Optional<MultipathResult> discovered(Discovery discovery, Target target) throws InterruptedException {
        try {
            Optional<MultipathResult> result = discovery.run(target);
            result.ifPresent(found -> entries.add(new MultipathsJson.Entry(target.toString(), result, "")));
            return result;
        } catch (UnknownTargetException e) {
            String why = String.valueOf(e.getMessage());
            terminal.complain(why);
            entries.add(new MultipathsJson.Entry(target.toString(), Optional.empty(), why));
            return Optional.empty();
        }
    }
}
