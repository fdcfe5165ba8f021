// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

/** The address families; every lab speaks both. */
public enum Family {
    V4("10.%d.%d.%d", 24, 32, "10.64.0.0/10"),
    V6("fd%d:%d::%d", 64, 128, "fd70::/12");

    final String pattern;
    final int subnetBits;
    final int hostBits;
    /** Covers each subnet of a lab and nothing else, so that other destinations stay unreachable. */
    final String everySubnet;

    Family(String pattern, int subnetBits, int hostBits, String everySubnet) {
        this.pattern = pattern;
        this.subnetBits = subnetBits;
        this.hostBits = hostBits;
        this.everySubnet = everySubnet;
    }
}
