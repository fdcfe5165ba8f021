// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.net.InetAddress;
import java.util.List;
import org.pathtracer.Target;

/** The hosts of a block as texts, for peers that take one at a time. */
final class Hosts {
    private Hosts() {}

    static List<String> of(String block) {
        return ((Target.Block) Target.of(block))
                .addresses().stream().map(InetAddress::getHostAddress).toList();
    }
}
