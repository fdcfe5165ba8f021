// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.bufferbloat;

import java.util.Arrays;
import java.util.Locale;
import org.pathtracer.bufferbloat.GradingProfile;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A grading profile as people write it. */
public final class GradingProfileConverter implements ITypeConverter<GradingProfile> {
    @Override
    public GradingProfile convert(String value) {
        return Arrays.stream(GradingProfile.values())
                .filter(profile -> name(profile).equals(value))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "'" + value + "' is not a grading profile: write swiftftr or dslreports"));
    }

    public static String name(GradingProfile profile) {
        return profile.name().toLowerCase(Locale.ROOT);
    }
}
