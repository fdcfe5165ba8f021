// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench.diagnosis;

import java.util.List;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.testkit.FaultZoo;
import org.pathtracer.testkit.FaultySpecimen;

final class ForeignZoo {
    static final List<FindingKind> KINDS = List.of();

    private ForeignZoo() {}

    static FaultySpecimen of(FindingKind kind, long seed) {
        return FaultZoo.of(kind, seed);
    }

    static FaultySpecimen healthy(long seed) {
        return FaultZoo.healthy(seed);
    }
}
