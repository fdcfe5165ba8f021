// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.option;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number as decimal or as hexadecimal with {@code 0x}, as the bytes of headers are usually written. */
public final class ByteConverter implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
        try {
            boolean hex = value.toLowerCase(Locale.ROOT).startsWith("0x");
            return hex ? Integer.parseUnsignedInt(value.substring(2), 16) : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + value
                    + "' is not a number: write it as decimal, such as 184, or as hexadecimal, such as 0xb8");
        }
    }
}
