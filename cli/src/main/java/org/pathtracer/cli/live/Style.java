// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.live;

/** What a part of a line is, which a theme gives its looks. */
public enum Style {
    PLAIN,
    STRONG,
    FAINT,
    HEADER,
    SELECTED,
    GOOD,
    WARNING,
    BAD
}
