// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter;

/**
 * Thrown when the exporter can't run; its message says why.
 *
 * @since 0.1.0
 */
public final class ExporterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with a sentence for the reader. */
    public ExporterException(String message) {
        super(message);
    }
}
