// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What scamper's {@code tracelb} found.
 *
 * @param probes how many it sent
 * @param edges pairs of addresses
 */
record Tracelb(int probes, Set<List<String>> edges) {
    private static final Pattern PROBES = Pattern.compile("\"probec\":(\\d+)");
    /** An address in a node, or in one of the sets that are linked one behind the other after it. */
    private static final Pattern ADDRESS =
            Pattern.compile("(\\],\\s*\\[)?\\{\"addr\":\"([^\"]+)\",(?: \"name\":\"[^\"]*\",)? \"(q_ttl|probes)\"");

    /** With the shortest pause between probes that it takes, 150 ms. */
    static Peer peer(String target) {
        return new Peer(
                "scamper",
                List.of(
                        "scamper",
                        "-p",
                        "10000",
                        "-O",
                        "json",
                        "-o",
                        "-",
                        "-I",
                        "tracelb -P udp-sport -c 95 -w 1 -W 15 " + target));
    }

    static Tracelb of(String target) throws IOException, InterruptedException {
        Peer peer = peer(target);
        Process process = new ProcessBuilder(peer.command())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String json = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        peer.finish(process);
        return parse(json);
    }

    private static Tracelb parse(String json) {
        Matcher probes = PROBES.matcher(json);
        if (!probes.find()) {
            throw new IllegalStateException("scamper says nothing of probes: " + json);
        }
        Set<List<String>> edges = new HashSet<>();
        Set<String> before = Set.of();
        Set<String> here = Set.of();
        boolean setEnded = false;
        for (Matcher address = ADDRESS.matcher(json); address.find(); ) {
            String name = address.group(2);
            boolean node = address.group(3).equals("q_ttl");
            if (node || setEnded || address.group(1) != null) {
                before = node ? Set.of() : here;
                here = new HashSet<>();
            }
            setEnded = node;
            here.add(name);
            before.forEach(from -> edges.add(List.of(from, name)));
        }
        return new Tracelb(Integer.parseInt(probes.group(1)), edges);
    }
}
