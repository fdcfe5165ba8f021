// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.probe;

/**
 * Where the two times behind a round-trip time were taken.
 *
 * @since 0.1.0
 */
public enum TimestampSource {
    /** Both by the kernel: the Java process has no part in the figure. */
    KERNEL,
    /** Received by the kernel's time; sent as read in this process just before the system call. */
    KERNEL_RECEIVE,
    /** Both in this process: includes the time to wake it up. */
    USER
}
