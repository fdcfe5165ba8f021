// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.enrich;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pathtracer.core.address.Prefix;

/** Writes small files in MaxMind's format (specification 2.0), for both families, with records of 32 bits. */
final class MaxMindWriter {
    private static final int DATA_GAP = 16;
    private static final int IPV4_DEPTH = 96;
    private static final byte[] METADATA_MARK = concat(
            new byte[] {(byte) 0xab, (byte) 0xcd, (byte) 0xef}, "MaxMind.com".getBytes(StandardCharsets.US_ASCII));

    private final Map<Prefix, Map<String, ?>> entries = new LinkedHashMap<>();

    MaxMindWriter add(String prefix, Map<String, ?> record) {
        entries.put(Prefix.parse(prefix), record);
        return this;
    }

    static Map<String, ?> asn(long number, String organisation) {
        return Map.of("autonomous_system_number", number, "autonomous_system_organization", organisation);
    }

    static Map<String, ?> city(String country, String city, double latitude, double longitude) {
        return Map.of(
                "country", Map.of("iso_code", country),
                "city", Map.of("names", Map.of("en", city)),
                "location", Map.of("latitude", latitude, "longitude", longitude));
    }

    /** A node of the tree: two children, or the place of a record. */
    private static final class Node {
        private final Node[] children = new Node[2];
        private int number = -1;
        private int data = -1;
    }

    Path write(Path file) {
        try {
            ByteArrayOutputStream data = new ByteArrayOutputStream();
            Node root = new Node();
            for (Map.Entry<Prefix, Map<String, ?>> entry : entries.entrySet()) {
                leaf(root, entry.getKey()).data = data.size();
                value(new DataOutputStream(data), entry.getValue());
            }
            List<Node> nodes = new ArrayList<>();
            number(root, nodes);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(all);
            for (Node node : nodes) {
                for (Node child : node.children) {
                    out.writeInt(pointer(child, nodes.size()));
                }
            }
            out.write(new byte[DATA_GAP]);
            data.writeTo(out);
            out.write(METADATA_MARK);
            value(out, metadata(nodes.size()));
            return Files.write(file, all.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Node leaf(Node root, Prefix prefix) {
        Node node = root;
        int skip = prefix.ipv6() ? 0 : IPV4_DEPTH;
        for (int i = 0; i < skip + prefix.length(); i++) {
            int at = i - skip;
            int bit = at < 0
                    ? 0
                    : (int) ((at < Long.SIZE ? prefix.high() >>> (63 - at) : prefix.low() >>> (127 - at)) & 1);
            if (node.children[bit] == null) {
                node.children[bit] = new Node();
            }
            node = node.children[bit];
        }
        return node;
    }

    private static void number(Node node, List<Node> nodes) {
        if (node != null && node.data < 0) {
            node.number = nodes.size();
            nodes.add(node);
            number(node.children[0], nodes);
            number(node.children[1], nodes);
        }
    }

    private static int pointer(Node child, int count) {
        return child == null ? count : child.data < 0 ? child.number : count + DATA_GAP + child.data;
    }

    private static Map<String, ?> metadata(int nodes) {
        Map<String, Object> metadata = new TreeMap<>();
        metadata.put("node_count", (long) nodes);
        metadata.put("record_size", 32);
        metadata.put("ip_version", 6);
        metadata.put("database_type", "Test");
        metadata.put("languages", List.of("en"));
        metadata.put("binary_format_major_version", 2);
        metadata.put("binary_format_minor_version", 0);
        metadata.put("build_epoch", 1_800_000_000L);
        metadata.put("description", Map.of("en", "Made by a test"));
        return metadata;
    }

    private static void value(DataOutputStream out, Object value) throws IOException {
        if (value instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            control(out, 2, bytes.length);
            out.write(bytes);
        } else if (value instanceof Double number) {
            control(out, 3, 8);
            out.writeDouble(number);
        } else if (value instanceof Integer number) {
            control(out, 5, 2);
            out.writeShort(number);
        } else if (value instanceof Long number) {
            control(out, 6, 4);
            out.writeInt(number.intValue());
        } else if (value instanceof Map<?, ?> map) {
            control(out, 7, map.size());
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                value(out, entry.getKey());
                value(out, entry.getValue());
            }
        } else if (value instanceof List<?> list) {
            control(out, 11, list.size());
            for (Object element : list) {
                value(out, element);
            }
        } else {
            throw new IllegalArgumentException("no such type: " + value);
        }
    }

    /** Type in the upper three bits, or 0 and then the type less seven; the size in the others, to 284. */
    private static void control(DataOutputStream out, int type, int size) throws IOException {
        int bits = size < 29 ? size : 29;
        out.writeByte((type < 8 ? type << 5 : 0) | bits);
        if (type >= 8) {
            out.writeByte(type - 7);
        }
        if (bits == 29) {
            out.writeByte(size - 29);
        }
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
