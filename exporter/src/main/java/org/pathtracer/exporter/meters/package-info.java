// SPDX-License-Identifier: Apache-2.0
/** Counters, gauges and histograms, by target. */
@NullMarked
package org.pathtracer.exporter.meters;

import org.jspecify.annotations.NullMarked;
