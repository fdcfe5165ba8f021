// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import org.pathtracer.PathTracerException;
import org.pathtracer.PingTarget;
import org.pathtracer.result.PingTargetRecord;
import org.pathtracer.spi.ProbeProfile;

/** What became of one of an operation's targets before its start. */
public sealed interface Endpoint {
    /** As results tell of it. */
    PingTarget target();

    /** It can be probed. */
    record Found(PingTarget target, ProbeProfile profile) implements Endpoint {
        /** With its name as asked for. */
        public Found(String name, ProbeProfile profile) {
            this(PingTargetRecord.at(name, profile.destination()), profile);
        }
    }

    /** It can't. */
    record Failed(PingTarget target, PathTracerException cause) implements Endpoint {
        /** With its name as asked for. */
        public Failed(String name, PathTracerException cause) {
            this(PingTargetRecord.failed(name, cause), cause);
        }
    }
}
