// SPDX-License-Identifier: Apache-2.0
/** The metrics of the exporter, and the series of each target. */
@NullMarked
package org.pathtracer.exporter.metric;

import org.jspecify.annotations.NullMarked;
