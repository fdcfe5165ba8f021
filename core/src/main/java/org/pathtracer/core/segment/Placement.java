// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.segment;

import java.util.List;
import org.pathtracer.enrich.Segment;

/**
 * Where a hop is.
 *
 * @param segment its segment
 * @param asns its autonomous systems; a silent hop may have got them from its neighbours
 */
public record Placement(Segment segment, List<Long> asns) {}
