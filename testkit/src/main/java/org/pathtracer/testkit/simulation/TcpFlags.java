// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.simulation;

/**
 * Bits of RFC 9293 section 3.1.
 *
 * @since 0.1.0
 */
public final class TcpFlags {
    public static final int FIN = 1;
    public static final int SYN = 2;
    public static final int RST = 4;
    public static final int PSH = 8;
    public static final int ACK = 16;

    private TcpFlags() {}
}
