// SPDX-License-Identifier: Apache-2.0
/** The kinds of measurements: their settings, a round of each, and the figures that a round leaves. */
@NullMarked
package org.pathtracer.exporter.kind;

import org.jspecify.annotations.NullMarked;
