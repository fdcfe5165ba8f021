// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

/** Of tests that complete command lines: Debian's packages of the same names. */
final class ShellsRequired extends ProgramsRequired {
    ShellsRequired() {
        super("bash", "zsh", "fish");
    }
}
