// SPDX-License-Identifier: Apache-2.0
/**
 * An exporter of measurements: targets, intervals and labels by a configuration, figures for Prometheus and
 * OpenTelemetry.
 */
@NullMarked
package org.pathtracer.exporter;

import org.jspecify.annotations.NullMarked;
