// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Files beside this class. */
final class Assets {
    private Assets() {}

    static byte[] read(String name) {
        try (InputStream in = Assets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing in the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
