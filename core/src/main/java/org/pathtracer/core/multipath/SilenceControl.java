// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.util.Map;
import java.util.TreeMap;

/**
 * Whether a TTL that answers some flows and not others has a silent router, or one that bounds its answers: flows that
 * were answered are asked again. If they still are, those that are not meet another router, which is silent. If they
 * fall silent as well, the TTL answers less than it is asked, and which routers are there can't be concluded.
 */
final class SilenceControl {
    private static final int FLOWS = 3;

    /** What is known of one TTL. */
    private static final class Control {
        int open;
        int silent;
    }

    private final Map<Integer, Control> controls = new TreeMap<>();

    /** Whether a TTL has a silent router beside others; no, as long as that is being found out. */
    boolean silent(TtlSearch hop, int flows, Prober prober) {
        Control known = controls.get(hop.ttl);
        if (known != null) {
            return known.open == 0 && known.silent == 0;
        }
        Control control = new Control();
        controls.put(hop.ttl, control);
        for (int flow = 0; flow < flows && control.open < FLOWS; flow++) {
            if (hop.answeredByAddress(flow)) {
                control.open++;
                prober.control(hop.ttl, flow);
            }
        }
        // So are those that were not answered: with much loss that happens, and then the next answer settles it.
        int again = 0;
        for (int flow = 0; flow < flows && again < FLOWS; flow++) {
            if (hop.lost(flow)) {
                again++;
                prober.ask(hop.ttl, flow);
            }
        }
        return false;
    }

    /** A flow that was answered before was asked again. */
    void onAnswer(int ttl, boolean answered) {
        Control control = controls.get(ttl);
        if (control != null) {
            control.open--;
            control.silent += answered ? 0 : 1;
        }
    }

    /** Whether flows fell silent that were answered before. */
    boolean limited(int ttl) {
        Control control = controls.get(ttl);
        return control != null && control.silent > 0;
    }

    /** Whether all flows are answered that were answered before, so that others are lost to silence. */
    boolean steady(int ttl) {
        Control control = controls.get(ttl);
        return control != null && control.open == 0 && control.silent == 0;
    }
}
