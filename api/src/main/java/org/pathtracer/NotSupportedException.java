// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

/**
 * No transport of this system can do what was asked for, with any privilege, or this process lacks what it takes; the
 * message has each reason, and what would help.
 *
 * @since 0.1.0
 */
public final class NotSupportedException extends PathTracerException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for the reader. */
    public NotSupportedException(String message) {
        super(message);
    }

    private NotSupportedException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Explains code that can't be loaded, such as for want of file descriptors. */
    public static NotSupportedException ofUnloadable(Throwable thrown) {
        return new NotSupportedException(Shortage.words(thrown), thrown);
    }

    /**
     * Throws unless this process can open so many more files.
     *
     * @throws NotSupportedException with the remedy
     */
    public static void requireDescriptors(int count) {
        Shortage.requireDescriptors(count);
    }
}
