// SPDX-License-Identifier: Apache-2.0
/** Repeated traces, of one target or a thousand, as a pure state machine. */
@NullMarked
package org.pathtracer.core.monitor;

import org.jspecify.annotations.NullMarked;
