// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.output;

import org.pathtracer.InvalidRequestException;
import org.pathtracer.NoDnsAnswerException;
import org.pathtracer.NotPermittedException;
import org.pathtracer.NotSupportedException;
import org.pathtracer.SystemCallException;
import org.pathtracer.UnknownTargetException;

/** What scripts learn of how it went. A signal's 130 or 143 is the JVM's own, see {@code Interruption}. */
public final class ExitStatus {
    public static final int DONE = 0;
    public static final int NOT_REACHED = 1;
    public static final int INVALID = 2;
    public static final int NOT_POSSIBLE_HERE = 3;
    /** A defect of this program; the number is EX_SOFTWARE of sysexits.h. */
    public static final int DEFECT = 70;
    /** Such as on a full disk; the number is EX_IOERR of sysexits.h. */
    public static final int NOT_WRITTEN = 74;

    private ExitStatus() {}

    public static int of(Throwable failure) {
        if (failure instanceof InvalidRequestException || failure instanceof UnknownTargetException) {
            return INVALID;
        } else if (failure instanceof NoDnsAnswerException) {
            return NOT_REACHED;
        } else if (failure instanceof NotPermittedException
                || failure instanceof NotSupportedException
                || failure instanceof SystemCallException
                || failure instanceof OutOfMemoryError) {
            return NOT_POSSIBLE_HERE;
        }
        return DEFECT;
    }
}
