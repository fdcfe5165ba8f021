// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.bufferbloat;

import org.pathtracer.bufferbloat.LoadDirection;
import org.pathtracer.cli.option.NamedValues;

/** Which way the load goes, as people write it. */
public final class LoadDirectionConverter extends NamedValues<LoadDirection> {
    /** Of all. */
    public LoadDirectionConverter() {
        super("a direction", LoadDirection.class);
    }
}
