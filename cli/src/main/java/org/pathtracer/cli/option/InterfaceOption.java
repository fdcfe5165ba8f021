// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.option;

import org.jspecify.annotations.Nullable;
import org.pathtracer.RequestBuilder;
import picocli.CommandLine.Option;

/** From where probes leave, where {@code -i} means that. */
public final class InterfaceOption {
    @Option(
            names = {"-i", "--interface"},
            paramLabel = "NAME",
            description = "Send from this network interface.")
    private @Nullable String networkInterface;

    public void applyTo(RequestBuilder<?> builder) {
        SharedOptions.set(networkInterface, builder::networkInterface);
    }
}
