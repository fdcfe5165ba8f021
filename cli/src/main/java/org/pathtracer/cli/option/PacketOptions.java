// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.option;

import org.jspecify.annotations.Nullable;
import org.pathtracer.SizedRequestBuilder;
import picocli.CommandLine.Option;

/** What packets are like, where their size isn't what is looked for. */
public final class PacketOptions {
    @Option(
            names = "--size",
            paramLabel = "BYTES",
            description = "Length of each IP packet, headers included (default: ${bundle:default.size}).")
    private @Nullable Integer size;

    @Option(names = "--df", description = "Forbid fragmentation.")
    private boolean dontFragment;

    /** Takes the flag; false if it is given already. */
    public boolean flag() {
        return !dontFragment && (dontFragment = true);
    }

    public void applyTo(SizedRequestBuilder<?> builder) {
        SharedOptions.set(size, builder::size);
        SharedOptions.set(dontFragment ? true : null, builder::dontFragment);
    }
}
