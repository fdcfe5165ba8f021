// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.option;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.Target;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Many targets, from the command line and from files. */
public final class TargetList {
    @Parameters(
            paramLabel = "TARGET",
            arity = "0..*",
            description = "Host names, IPv4 or IPv6 addresses, or blocks such as 192.0.2.0/29: each host in them.")
    private List<String> targets = List.of();

    @Option(
            names = "--file",
            paramLabel = "LIST",
            description = "Targets from a file, one on each line, # begins a comment; - for standard input.")
    private List<String> files = List.of();

    /** Returns the list of one target that was typed. */
    public static TargetList of(String target) {
        TargetList list = new TargetList();
        list.targets = List.of(target);
        return list;
    }

    public List<Target> all() {
        return collect(
                first -> {
                    List<Target> all = new ArrayList<>();
                    all.add(first);
                    return all;
                },
                List::add);
    }

    /**
     * Starts a request with the first target and adds the others to it, one by one: a file may have a million.
     *
     * @param start makes a builder
     * @param add adds a target
     */
    public <B> B collect(Function<Target, B> start, BiConsumer<B, Target> add) {
        AtomicReference<@Nullable B> started = new AtomicReference<>();
        Consumer<Target> take = target -> {
            B builder = started.get();
            if (builder == null) {
                started.set(start.apply(target));
            } else {
                add.accept(builder, target);
            }
        };
        targets.forEach(target -> take.accept(Target.of(target)));
        files.forEach(file -> TargetFile.read(file, take));
        B builder = started.get();
        if (builder == null) {
            throw new InvalidRequestException("there is no target: name one, or give a list with --file");
        }
        return builder;
    }
}
