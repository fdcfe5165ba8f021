// SPDX-License-Identifier: Apache-2.0
/** One probe: what was sent, what came back, and what that says. */
@NullMarked
package org.pathtracer.probe;

import org.jspecify.annotations.NullMarked;
