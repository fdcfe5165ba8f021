// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.option;

import java.util.function.Supplier;
import org.pathtracer.InvalidRequestException;

/** Makes values of what the command line gives: what they refuse is the user's mistake, not a defect. */
public final class Given {
    private Given() {}

    /**
     * Returns what the constructor makes.
     *
     * @throws InvalidRequestException with the constructor's sentence, if it refuses an argument
     */
    public static <T> T checked(Supplier<T> constructor) {
        try {
            return constructor.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(String.valueOf(e.getMessage()));
        }
    }
}
