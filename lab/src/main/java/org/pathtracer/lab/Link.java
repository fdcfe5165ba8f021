// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

/** A cable between two nodes; the end nearer to the client is the left one. */
record Link(String left, String leftDevice, String right, String rightDevice, Subnet subnet, int mtu) {
    /** The host numbers of the ends. The far end is 1, because it is the one that a trace shows. */
    static final int LEFT = 2;

    static final int RIGHT = 1;

    static Link between(String left, String right, Subnet subnet, int mtu) {
        return new Link(left, "to-" + right, right, "to-" + left, subnet, mtu);
    }

    String leftText(Family family) {
        return subnet.text(family, LEFT);
    }

    String rightText(Family family) {
        return subnet.text(family, RIGHT);
    }

    /** The line for {@code ip -batch} that makes the cable. */
    String creation() {
        return "link add " + end(left, leftDevice, LEFT) + " type veth peer name " + end(right, rightDevice, RIGHT);
    }

    private String end(String node, String device, int host) {
        String place = node.equals(Lab.CLIENT) ? "" : " netns " + node;
        return device + place + " mtu " + mtu + " address " + subnet.mac(host);
    }
}
