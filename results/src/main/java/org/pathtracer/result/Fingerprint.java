// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pathtracer.multipath.MultipathGraph;
import org.pathtracer.multipath.MultipathVertex;

/** What stays the same of a graph from one discovery to the next, as a short number. */
final class Fingerprint {
    private static final int BYTES = 8;

    private Fingerprint() {}

    static String of(MultipathGraph graph) {
        List<MultipathVertex> vertices = graph.vertices();
        String text = Stream.concat(
                        vertices.stream().map(Fingerprint::name),
                        graph.edges().stream()
                                .map(edge -> name(vertices.get(edge.from())) + ">" + name(vertices.get(edge.to()))))
                .sorted()
                .collect(Collectors.joining("\n"));
        byte[] digest = sha256().digest(text.getBytes(StandardCharsets.US_ASCII));
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < BYTES; i++) {
            hex.append(String.format("%02x", digest[i]));
        }
        return hex.toString();
    }

    private static String name(MultipathVertex vertex) {
        return vertex.ttl() + " " + vertex.address().map(Fingerprint::text).orElse("*");
    }

    /** Without a zone, which is a name of this host's. */
    private static String text(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
