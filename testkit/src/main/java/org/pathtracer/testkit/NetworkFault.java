// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import org.pathtracer.InvalidRequestException;

/** What is wrong with a description, and which part of it. Never leaves this package. */
final class NetworkFault extends RuntimeException {
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
    String culprit() {
        return culprit;
    }

    String sentence() {
        return sentence;
    }

    static String node(String name) {
        return "node " + name;
    }

    static String link(String from, String to) {
        return "link " + from + " " + to;
    }

    static String route(String node) {
        return "route " + node;
    }

    static String returnPath(String node) {
        return "return " + node;
    }
}
