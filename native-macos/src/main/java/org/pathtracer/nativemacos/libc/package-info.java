// SPDX-License-Identifier: Apache-2.0
/** The C library of macOS: calls, constants, struct layouts, error numbers. */
@NullMarked
package org.pathtracer.nativemacos.libc;

import org.jspecify.annotations.NullMarked;
