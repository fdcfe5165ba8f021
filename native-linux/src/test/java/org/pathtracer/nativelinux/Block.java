// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import org.pathtracer.lab.Lab;

/** A lab whose target, one hop away, answers for whole blocks of addresses. */
final class Block {
    static final String ANSWERING = "10.98.0.0/16";
    static final String SILENT = "10.97.0.0/16";

    private Block() {}

    static Lab open() {
        Lab lab = Lab.chain(0).open();
        try {
            lab.answerFor(ANSWERING);
            lab.answerFor("fd98::/112");
            lab.swallow(SILENT);
            return lab;
        } catch (RuntimeException e) {
            lab.close();
            throw e;
        }
    }
}
