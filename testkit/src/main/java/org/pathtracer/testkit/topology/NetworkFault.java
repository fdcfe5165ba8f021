// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.topology;

import org.pathtracer.InvalidRequestException;

/**
 * What is wrong with a description, and which part of it.
 *
 * @since 0.1.0
 */
public final class NetworkFault extends RuntimeException {
    static final String NETWORK = "network";

    private static final long serialVersionUID = 1L;

    private final String culprit;
    private final String sentence;

    NetworkFault(String culprit, InvalidRequestException cause) {
        super(cause);
        this.culprit = culprit;
        this.sentence = cause.getMessage();
    }

    /** One of the names that the methods below give. */
    public String culprit() {
        return culprit;
    }

    /** What is wrong. */
    public String sentence() {
        return sentence;
    }

    /** The culprit if a node is at fault. */
    public static String node(String name) {
        return "node " + name;
    }

    /** The culprit if a link is at fault. */
    public static String link(String from, String to) {
        return "link " + from + " " + to;
    }

    /** The culprit if a route is at fault. */
    public static String route(String node) {
        return "route " + node;
    }

    /** The culprit if a return path is at fault. */
    public static String returnPath(String node) {
        return "return " + node;
    }
}
