// SPDX-License-Identifier: Apache-2.0
/** Multipath discovery as a pure state machine. */
@NullMarked
package org.pathtracer.core.multipath;

import org.jspecify.annotations.NullMarked;
