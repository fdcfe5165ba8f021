// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.store;

/**
 * A store can't be read or written. The message says why.
 *
 * @since 0.1.0
 */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Makes one with a sentence. */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
