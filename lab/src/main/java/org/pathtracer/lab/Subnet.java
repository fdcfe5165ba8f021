// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The addresses of one link, the same digits in both families: 10.77.3.1 and fd77:3::1. */
record Subnet(int block, int number) {
    static final int CHAIN = 77;
    static final int LOOP = 76;
    static final int INTO_BRANCH = 78;
    static final int OUT_OF_BRANCH = 79;

    String text(Family family, int host) {
        return String.format(family.pattern, block, number, host);
    }

    InetAddress address(Family family, int host) {
        try {
            return InetAddress.getByName(text(family, host));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("not an address literal: " + text(family, host), e);
        }
    }

    String mac(int host) {
        return String.format("02:%02x:00:%02x:00:%02x", block, number, host);
    }
}
