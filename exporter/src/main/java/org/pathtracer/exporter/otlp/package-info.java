// SPDX-License-Identifier: Apache-2.0
/** The same figures, pushed to a collector of OpenTelemetry. */
@NullMarked
package org.pathtracer.exporter.otlp;

import org.jspecify.annotations.NullMarked;
