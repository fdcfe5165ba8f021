// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import org.pathtracer.annotation.NotForImplementation;

/**
 * The paths to several targets. It ends by {@link StopReason#COMPLETED}, {@link StopReason#DEADLINE} or
 * {@link StopReason#CANCELLED}; each trace has a stop reason of its own.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface BulkTraceResult extends SeriesRun<TraceSeries> {}
