// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.option;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.pathtracer.report.Format;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A format of reports as users write it, such as {@code csv}. */
public final class FormatConverter implements ITypeConverter<Format> {
    @Override
    public Format convert(String value) {
        return Arrays.stream(Format.values())
                .filter(format -> name(format).equals(value))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + value + "' is not a format: write "
                        + Arrays.stream(Format.values())
                                .map(FormatConverter::name)
                                .collect(Collectors.joining(", "))));
    }

    static String name(Format format) {
        return format.name().toLowerCase(Locale.ROOT);
    }
}
