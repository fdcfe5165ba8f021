// SPDX-License-Identifier: Apache-2.0
/** Bufferbloat tests: the mathematics of responsiveness, and the test itself as a pure state machine. */
@NullMarked
package org.pathtracer.core.bufferbloat;

import org.jspecify.annotations.NullMarked;
