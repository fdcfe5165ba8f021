// SPDX-License-Identifier: Apache-2.0
/** Flight Recorder events. */
@NullMarked
package org.pathtracer.core.telemetry;

import org.jspecify.annotations.NullMarked;
