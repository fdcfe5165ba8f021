// SPDX-License-Identifier: Apache-2.0
/** Starts the rounds of all targets at their times. */
@NullMarked
package org.pathtracer.exporter.schedule;

import org.jspecify.annotations.NullMarked;
