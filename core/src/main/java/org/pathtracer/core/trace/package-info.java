// SPDX-License-Identifier: Apache-2.0
/** The trace as a pure state machine. */
@NullMarked
package org.pathtracer.core.trace;

import org.jspecify.annotations.NullMarked;
