// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.option;

import org.jspecify.annotations.Nullable;
import org.pathtracer.FlowRequestBuilder;
import org.pathtracer.PathMtuRequest;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What the rules of this host know the packets by. */
public final class MarkOption {
    @Option(
            names = "--mark",
            paramLabel = "NUMBER",
            converter = Converter.class,
            description = "Mark the packets for rules of routing and firewall (ip rule fwmark), decimal or with 0x.")
    private @Nullable Long mark;

    public void applyTo(FlowRequestBuilder<?> builder) {
        SharedOptions.set(mark, builder::mark);
    }

    public void applyTo(PathMtuRequest.Builder builder) {
        SharedOptions.set(mark, builder::mark);
    }

    /** Reads a number as {@code ip rule} writes it. */
    static final class Converter implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            try {
                return Long.decode(text);
            } catch (NumberFormatException e) {
                throw new TypeConversionException(
                        "'%s' is no mark: write a number from 1 to 4294967295, such as 7 or 0x100".formatted(text));
            }
        }
    }
}
