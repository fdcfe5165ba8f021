// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import org.pathtracer.multipath.MultipathEdge;

/** The facts of a {@link MultipathEdge}. */
public record MultipathEdgeRecord(int from, int to) implements MultipathEdge {}
