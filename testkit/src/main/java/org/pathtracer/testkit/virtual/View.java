// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.virtual;

/** What a transport is shown of the answers that arrive. */
public enum View {
    /** Whole packets, as raw sockets are. */
    WHOLE,
    /** What a system shows to anybody: no headers of probes, and TCP only as the state of connections. */
    UNPRIVILEGED
}
