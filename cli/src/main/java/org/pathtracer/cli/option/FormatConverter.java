// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.option;

import org.pathtracer.report.Format;

/** A format of reports as users write it, such as {@code csv}. */
public final class FormatConverter extends NamedValues<Format> {
    /** Of all. */
    public FormatConverter() {
        super("a format", Format.class);
    }
}
