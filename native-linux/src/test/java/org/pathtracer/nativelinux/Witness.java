// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pathtracer.lab.Lab;

/** Counts in a router, by nftables, which packets pass: what left this host as another host sees it. */
final class Witness {
    private static final Pattern PACKETS = Pattern.compile("packets (\\d+)");

    private final Lab lab;
    private final String node;

    Witness(Lab lab, String node) {
        this.lab = lab;
        this.node = node;
        lab.nft(
                node,
                "add table inet witness\n"
                        + "add chain inet witness see { type filter hook prerouting priority -300; }");
    }

    /** Counts, under a name, what a rule matches. */
    Witness count(String name, String match) {
        return count(name, match, "");
    }

    /** The same of what is then lost. */
    Witness drop(String name, String match) {
        return count(name, match, " drop");
    }

    private Witness count(String name, String match, String fate) {
        lab.nft(
                node,
                "add counter inet witness " + name + "\nadd rule inet witness see " + match + " counter name " + name
                        + fate);
        return this;
    }

    /** How many packets matched. */
    long of(String name) {
        String listed = lab.exec(node, "nft", "list", "counter", "inet", "witness", name)
                .expectSuccess()
                .stdout();
        Matcher matcher = PACKETS.matcher(listed);
        if (!matcher.find()) {
            throw new AssertionError(listed);
        }
        return Long.parseLong(matcher.group(1));
    }
}
