// SPDX-License-Identifier: Apache-2.0
/** Finds out what is wrong on the way to a target: which measurements are made, and what follows from them. */
@NullMarked
package org.pathtracer.core.diagnose;

import org.jspecify.annotations.NullMarked;
