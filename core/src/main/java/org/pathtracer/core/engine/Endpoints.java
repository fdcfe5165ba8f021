// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import java.net.InetAddress;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.pathtracer.AddressFamily;
import org.pathtracer.PingTarget;

/**
 * Endpoints that may be made when they are asked for, each time anew: a million are few bytes each. To be read from any
 * thread.
 */
public abstract class Endpoints extends AbstractList<Endpoint> implements RandomAccess {
    /** Returns whether a target can be probed. */
    public abstract boolean isFound(int index);

    /** Returns a target, as results tell of it. */
    public abstract PingTarget target(int index);

    /** Returns the same of one whose probes go to this address, which is not made anew. */
    public PingTarget target(int index, InetAddress destination) {
        return target(index);
    }

    /** Returns all targets in their order. */
    public List<PingTarget> targets() {
        return new Targets(this);
    }

    /** Returns the address families of those that can be probed, that of the first one first. */
    public List<AddressFamily> families() {
        return stream()
                .filter(Endpoint.Found.class::isInstance)
                .map(endpoint -> ((Endpoint.Found) endpoint).profile().family())
                .distinct()
                .toList();
    }

    /** Returns how many can be probed. */
    public int found() {
        int found = 0;
        for (int i = 0; i < size(); i++) {
            found += isFound(i) ? 1 : 0;
        }
        return found;
    }

    /** Returns those of a list. */
    public static Endpoints of(List<Endpoint> all) {
        return all instanceof Endpoints same ? same : new Listed(all);
    }

    /** Returns some of them. */
    public Endpoints some(int[] indices) {
        return new Some(this, indices);
    }

    private static final class Targets extends AbstractList<PingTarget> implements RandomAccess {
        private final Endpoints endpoints;

        Targets(Endpoints endpoints) {
            this.endpoints = endpoints;
        }

        @Override
        public int size() {
            return endpoints.size();
        }

        @Override
        public PingTarget get(int index) {
            return endpoints.target(index);
        }
    }

    private static final class Listed extends Endpoints {
        private final List<Endpoint> all;

        Listed(List<Endpoint> all) {
            this.all = all;
        }

        @Override
        public int size() {
            return all.size();
        }

        @Override
        public Endpoint get(int index) {
            return all.get(index);
        }

        @Override
        public boolean isFound(int index) {
            return all.get(index) instanceof Endpoint.Found;
        }

        @Override
        public PingTarget target(int index) {
            return all.get(index).target();
        }
    }

    private static final class Some extends Endpoints {
        private final Endpoints all;
        private final int[] indices;

        Some(Endpoints all, int[] indices) {
            this.all = all;
            this.indices = indices;
        }

        @Override
        public int size() {
            return indices.length;
        }

        @Override
        public Endpoint get(int index) {
            return all.get(indices[index]);
        }

        @Override
        public boolean isFound(int index) {
            return all.isFound(indices[index]);
        }

        @Override
        public PingTarget target(int index) {
            return all.target(indices[index]);
        }

        @Override
        public PingTarget target(int index, InetAddress destination) {
            return all.target(indices[index], destination);
        }
    }
}
