// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.output;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that is opened, and so emptied, by the first write: a refused operation leaves what was there. */
public final class FileOnDemand extends OutputStream {
    private final Path path;
    private @Nullable OutputStream out;

    /** Nothing happens to the file yet. */
    public FileOnDemand(Path path) {
        this.path = path;
    }

    private OutputStream out() throws IOException {
        OutputStream opened = out;
        if (opened == null) {
            opened = new BufferedOutputStream(Files.newOutputStream(path));
            out = opened;
        }
        return opened;
    }

    @Override
    public void write(int value) throws IOException {
        out().write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out().write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        out().flush();
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }
}
