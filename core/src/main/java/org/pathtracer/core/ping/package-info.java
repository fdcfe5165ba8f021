// SPDX-License-Identifier: Apache-2.0
/** Ping, of one target or a hundred thousand, as a pure state machine. */
@NullMarked
package org.pathtracer.core.ping;

import org.jspecify.annotations.NullMarked;
