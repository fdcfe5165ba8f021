// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.bufferbloat;

import java.util.Arrays;
import java.util.Locale;
import org.pathtracer.bufferbloat.LoadDirection;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Which way the load goes, as people write it. */
public final class LoadDirectionConverter implements ITypeConverter<LoadDirection> {
    @Override
    public LoadDirection convert(String value) {
        return Arrays.stream(LoadDirection.values())
                .filter(direction -> name(direction).equals(value))
                .findFirst()
                .orElseThrow(() ->
                        new TypeConversionException("'" + value + "' is not a direction: write up, down or both"));
    }

    public static String name(LoadDirection direction) {
        return direction.name().toLowerCase(Locale.ROOT);
    }
}
