// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.option;

import java.util.Arrays;
import java.util.Locale;
import org.pathtracer.FlowMethod;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A flow method as people write it. */
public final class FlowMethodConverter implements ITypeConverter<FlowMethod> {
    @Override
    public FlowMethod convert(String value) {
        return Arrays.stream(FlowMethod.values())
                .filter(method -> name(method).equals(value))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "'" + value + "' is not a flow method: write paris, classic or dublin"));
    }

    public static String name(FlowMethod method) {
        return method.name().toLowerCase(Locale.ROOT);
    }
}
