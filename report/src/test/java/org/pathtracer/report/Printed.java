// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

import org.pathtracer.report.text.LineOutput;

/** Keeps the lines of a text. */
public final class Printed implements LineOutput {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void line(String line) {
        text.append(line).append('\n');
    }

    /** Returns all since the last call. */
    public String take() {
        String all = text.toString();
        text.setLength(0);
        return all;
    }
}
