// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.completion;

import org.pathtracer.cli.option.NamedValues;

/** A shell as people write it. */
final class ShellConverter extends NamedValues<Shell> {
    /** Of all. */
    ShellConverter() {
        super("a shell", Shell.class);
    }
}
