// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.agent;

/** Says that the agent does not do what it was asked for. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String sentence) {
        super(sentence);
    }
}
