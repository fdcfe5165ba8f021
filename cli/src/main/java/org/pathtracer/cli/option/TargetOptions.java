// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.option;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pathtracer.RequestBuilder;
import org.pathtracer.Target;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Many targets, and from where they are probed: {@code -i} is the interval there. */
public final class TargetOptions {
    @Mixin
    private TargetList targets = new TargetList();

    @Option(names = "--interface", paramLabel = "NAME", description = "Send from this network interface.")
    private @Nullable String networkInterface;

    /**
     * Starts a request with the first target and adds the others to it, one by one.
     *
     * @param start makes a builder
     * @param add adds a target
     */
    public <B> B collect(Function<Target, B> start, BiConsumer<B, Target> add) {
        return targets.collect(start, add);
    }

    public void applyTo(RequestBuilder<?> builder) {
        SharedOptions.set(networkInterface, builder::networkInterface);
    }
}
