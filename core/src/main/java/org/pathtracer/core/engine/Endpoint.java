// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import org.pathtracer.PathTracerException;
import org.pathtracer.spi.ProbeProfile;

/** What became of one of an operation's targets before its start. */
public sealed interface Endpoint {
    /** As asked for. */
    String target();

    /** It can be probed. */
    record Found(String target, ProbeProfile profile) implements Endpoint {}

    /** It can't. */
    record Failed(String target, PathTracerException cause) implements Endpoint {}
}
