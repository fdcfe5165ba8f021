// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.bufferbloat;

import org.pathtracer.bufferbloat.GradingProfile;
import org.pathtracer.cli.option.NamedValues;

/** A grading profile as people write it. */
public final class GradingProfileConverter extends NamedValues<GradingProfile> {
    /** Of all. */
    public GradingProfileConverter() {
        super("a grading profile", GradingProfile.class);
    }
}
