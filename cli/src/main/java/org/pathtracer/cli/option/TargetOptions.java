// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.option;

import java.util.List;
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

    public List<Target> all() {
        return targets.all();
    }

    public void applyTo(RequestBuilder<?> builder) {
        SharedOptions.set(networkInterface, builder::networkInterface);
    }
}
