// SPDX-License-Identifier: Apache-2.0
/** Calls of the C library, and what systems' calls differ in, as data. */
@NullMarked
package org.pathtracer.nativeposix.libc;

import org.jspecify.annotations.NullMarked;
