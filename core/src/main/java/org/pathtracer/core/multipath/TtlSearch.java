// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pathtracer.probe.Reception;

/** Where the search stands at one TTL: for each flow a cell, which says what vertex it meets there. */
final class TtlSearch {
    /** Not asked. */
    static final int UNKNOWN = -1;
    /** Asked and not answered yet. */
    static final int ASKED = -2;
    /** Asked in vain. */
    static final int LOST = -3;
    /** The flow has ended before. */
    static final int ENDED = -4;

    private static final double UNLIKELY = 0.001;

    final int ttl;
    private final boolean root;
    private final List<Vertex> vertices = new ArrayList<>();
    private int[] cells = new int[16];
    private long[] rtts = new long[16];
    private @Nullable Vertex silence;
    /** Vertices that some flow passes. */
    private int width;
    /** Whether it is taken for granted that there is one vertex only. */
    private boolean granted;

    private int version;
    private int only = UNKNOWN;
    private int onlyVersion = -1;
    private int asked;
    private int lost;
    /** Probes that were answered, and probes in vain of flows that were answered in the end. */
    private int answers;

    private int failures;
    private long longestRtt;

    private TtlSearch(int ttl, boolean root) {
        this.ttl = ttl;
        this.root = root;
        Arrays.fill(cells, UNKNOWN);
        if (root) {
            vertices.add(new Vertex(0, null, Vertex.Kind.ROUTER));
            vertices.get(0).flows = 1;
            width = 1;
        }
    }

    static TtlSearch of(int ttl) {
        return new TtlSearch(ttl, false);
    }

    /** Returns the one vertex that all flows come from. */
    static TtlSearch root(int ttl) {
        return new TtlSearch(ttl, true);
    }

    boolean root() {
        return root;
    }

    /** Index of the vertex that a flow is known to meet, or one of the constants. */
    int cell(int flow) {
        if (root) {
            return 0;
        }
        int cell = flow < cells.length ? cells[flow] : UNKNOWN;
        return cell == LOST && silence != null && silence.flows > 0 ? silence.index : cell;
    }

    /** The same, if it has to be inferred from there being one vertex only. */
    int cellOrOnly(int flow) {
        int cell = cell(flow);
        return cell >= 0 || cell == ENDED ? cell : only();
    }

    /** Index of the one vertex that all flows pass; {@link #UNKNOWN} if there are several, or none yet. */
    int only() {
        if (onlyVersion != version) {
            only = findOnly();
            onlyVersion = version;
        }
        return only;
    }

    private int findOnly() {
        int found = UNKNOWN;
        for (Vertex vertex : vertices) {
            if (vertex.flows > 0) {
                if (found != UNKNOWN || vertex.terminal() && !granted) {
                    return UNKNOWN;
                }
                found = vertex.index;
            }
        }
        return found;
    }

    /** That there is one vertex only, whatever was not asked, is taken for granted from now on, or no more. */
    void grant(boolean value) {
        version += granted == value ? 0 : 1;
        granted = value;
    }

    /** Whether the one vertex that all flows pass stands for those that were not asked, too. */
    boolean inferred() {
        return only() >= 0 && (granted || vertex(only()).kind == Vertex.Kind.SILENT);
    }

    Vertex vertex(int index) {
        return vertices.get(index);
    }

    /** The vertices that some flow passes. */
    Stream<Vertex> vertices() {
        return vertices.stream().filter(vertex -> vertex.flows > 0);
    }

    boolean hasAny(Predicate<Vertex> property) {
        for (Vertex vertex : vertices) {
            if (vertex.flows > 0 && property.test(vertex)) {
                return true;
            }
        }
        return false;
    }

    /** Another number whenever something became known or was given up. */
    int version() {
        return version;
    }

    /** Number of indices given out, for arrays. */
    int indices() {
        return vertices.size();
    }

    int width() {
        return width;
    }

    /** Whether some flows end here and others go on. */
    boolean partlyTerminal() {
        return hasAny(Vertex::terminal) && hasAny(vertex -> !vertex.terminal());
    }

    /** Returns whether a flow was answered from an address. */
    boolean answeredByAddress(int flow) {
        int cell = cell(flow);
        return cell >= 0 && vertex(cell).answers();
    }

    boolean answered() {
        return answers > 0;
    }

    int asked() {
        return asked;
    }

    /** Whether a flow was asked in vain. */
    boolean lost(int flow) {
        return flow < cells.length && cells[flow] == LOST;
    }

    int lost() {
        return lost;
    }

    long longestRtt() {
        return longestRtt;
    }

    /** Round-trip time of a flow's answer in nanoseconds. */
    long rtt(int flow) {
        return rtts[flow];
    }

    void ask(int flow) {
        put(flow, ASKED);
    }

    /** Leaves open what was asked. */
    void forget(int flow) {
        put(flow, UNKNOWN);
    }

    /** Whether an answer would say something new. */
    boolean open(int flow) {
        int cell = flow < cells.length ? cells[flow] : UNKNOWN;
        return cell == UNKNOWN || cell == ASKED || cell == LOST;
    }

    void lose(int flow) {
        put(flow, LOST);
    }

    void end(int flow) {
        put(flow, ENDED);
    }

    /** So many probes were in vain before the one of the same flow that is answered now. */
    void failed(int probes) {
        failures += probes;
    }

    /** Whether this vertex is new. */
    boolean answer(int flow, Reception answer, Vertex.Kind kind) {
        Vertex vertex = find(answer.address(), kind);
        long rtt = answer.rtt().toNanos();
        vertex.rtts.add(answer.rtt());
        boolean first = vertex.flows == 0;
        put(flow, vertex.index);
        rtts[flow] = rtt;
        answers++;
        longestRtt = Math.max(longestRtt, Math.max(1, rtt));
        return first;
    }

    private Vertex find(InetAddress address, Vertex.Kind kind) {
        for (Vertex vertex : vertices) {
            if (address.equals(vertex.address) && vertex.kind == kind) {
                return vertex;
            }
        }
        Vertex vertex = new Vertex(vertices.size(), address, kind);
        vertices.add(vertex);
        return vertex;
    }

    private void put(int flow, int value) {
        if (flow >= cells.length) {
            int length = cells.length;
            cells = Arrays.copyOf(cells, Math.max(flow + 1, length * 2));
            rtts = Arrays.copyOf(rtts, cells.length);
            Arrays.fill(cells, length, cells.length, UNKNOWN);
        }
        version += value == ASKED && cells[flow] == UNKNOWN ? 0 : 1;
        count(cells[flow], -1);
        cells[flow] = value;
        count(value, 1);
    }

    private void count(int cell, int one) {
        if (cell >= 0) {
            passes(vertices.get(cell), vertices.get(cell).flows + one);
        } else if (cell == ASKED) {
            asked += one;
        } else if (cell == LOST) {
            lost += one;
        }
    }

    private void passes(Vertex vertex, int flows) {
        width += (flows > 0 ? 1 : 0) - (vertex.flows > 0 ? 1 : 0);
        vertex.flows = flows;
    }

    /**
     * Decides whether what was not answered was lost, or got to a router that is silent.
     *
     * @param tries probes after which a flow was given up
     * @param confirmed whether it is a router's silence, should this TTL answer other flows
     */
    void judgeSilence(int tries, BooleanSupplier confirmed) {
        boolean silent = lost > 0 && (answers == 0 ? asked == 0 : !explainedByLoss(tries) && confirmed.getAsBoolean());
        if (silent && silence == null) {
            silence = new Vertex(vertices.size(), null, Vertex.Kind.SILENT);
            vertices.add(silence);
        }
        if (silence != null) {
            int flows = silent ? lost : 0;
            version += silence.flows == flows ? 0 : 1;
            passes(silence, flows);
        }
    }

    /**
     * Whether probes of the flows that were answered were in vain so often that it may be chance that so many others
     * were never answered: by the Poisson distribution.
     */
    private boolean explainedByLoss(int tries) {
        double loss = (failures + 1.0) / (failures + answers + 2.0);
        double expected = (answers + lost) * Math.pow(loss, tries);
        double term = Math.exp(-expected);
        double fewer = 0;
        for (int i = 0; i < lost; i++) {
            fewer += term;
            term *= expected / (i + 1);
        }
        return lost < 2 || 1 - fewer > UNLIKELY;
    }
}
