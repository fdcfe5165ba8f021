// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

/**
 * A result can't be written in a format, such as a ping as a graph; the message names both.
 *
 * @since 0.1.0
 */
public final class UnsuitableFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnsuitableFormatException(String message) {
        super(message);
    }
}
