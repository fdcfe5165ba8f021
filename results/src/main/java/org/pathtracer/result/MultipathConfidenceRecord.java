// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import org.pathtracer.multipath.MultipathConfidence;

/** The facts of a {@link MultipathConfidence}. */
public record MultipathConfidenceRecord(double perNode, double graph, double leastShare)
        implements MultipathConfidence {}
