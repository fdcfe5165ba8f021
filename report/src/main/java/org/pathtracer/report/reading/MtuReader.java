// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.reading;

import org.pathtracer.PathMtuResult;
import org.pathtracer.mtu.PathMtuVerdict;
import org.pathtracer.mtu.SizeStep;
import org.pathtracer.result.LimitingHopRecord;
import org.pathtracer.result.PathMtuResultRecord;
import org.pathtracer.result.SizeStepRecord;

/** Reads a path MTU; docs/schema/mtu-1.json describes it. */
final class MtuReader {
    private MtuReader() {}

    static PathMtuResult of(JsonObject json) {
        return new PathMtuResultRecord(
                json.text("target"),
                json.address("address"),
                RunReader.run(json),
                json.optionalInt("pathMtu"),
                json.name("verdict", PathMtuVerdict.class),
                json.optionalObject("limitingHop")
                        .map(hop -> new LimitingHopRecord(
                                hop.optionalInt("ttl"), hop.optionalAddress("address"), hop.integer("silentBehind"))),
                json.objects(
                        "steps",
                        step -> new SizeStepRecord(
                                step.integer("size"),
                                step.name("outcome", SizeStep.SizeOutcome.class),
                                step.integer("sent"),
                                ProbeReader.evidence(step))));
    }
}
