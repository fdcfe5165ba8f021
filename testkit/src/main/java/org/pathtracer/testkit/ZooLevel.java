// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.pathtracer.testkit.topology.Link;
import org.pathtracer.testkit.topology.NodeBuilder;

/** A router of a network of the zoo, or several side by side. */
final class ZooLevel {
    final List<String> names = new ArrayList<>();
    private final Map<String, List<String>> addresses = new LinkedHashMap<>();
    private final Map<String, List<Consumer<NodeBuilder>>> options = new LinkedHashMap<>();
    /** Of the links that lead here. */
    final List<Consumer<Link.Builder>> link = new ArrayList<>();

    final Map<String, Consumer<Link.Builder>> linkTo = new LinkedHashMap<>();
    /** Of the links that lead on from one of the routers. */
    final Map<String, Consumer<Link.Builder>> linkFrom = new LinkedHashMap<>();

    /** It answers nothing, or does not count as a hop: probes can't tell that it is there. */
    boolean silent;
    /** It answers so little that probes can't tell what happens before it from what happens behind it. */
    boolean dim;

    void add(String name, List<String> own) {
        names.add(name);
        addresses.put(name, own);
        options.put(name, new ArrayList<>());
    }

    void replace(String name, List<String> own) {
        addresses.put(name, own);
    }

    void option(Consumer<NodeBuilder> option) {
        options.values().forEach(all -> all.add(option));
    }

    void option(String name, Consumer<NodeBuilder> option) {
        Objects.requireNonNull(options.get(name), name).add(option);
    }

    /** Makes it answer everything. */
    void plain() {
        silent = false;
        dim = false;
        options.values().forEach(List::clear);
    }

    void describe(String name, NodeBuilder node) {
        of(name).forEach(node::address);
        Objects.requireNonNull(options.get(name), name).forEach(option -> option.accept(node));
    }

    List<String> of(String name) {
        return Objects.requireNonNull(addresses.get(name), name);
    }

    Set<String> all() {
        Set<String> all = new LinkedHashSet<>();
        addresses.values().forEach(all::addAll);
        return all;
    }
}
