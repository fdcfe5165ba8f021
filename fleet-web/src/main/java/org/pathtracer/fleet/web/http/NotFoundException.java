// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web.http;

/** What a path names is not there. */
public final class NotFoundException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a sentence for the caller. */
    public NotFoundException(String sentence) {
        super(sentence);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
