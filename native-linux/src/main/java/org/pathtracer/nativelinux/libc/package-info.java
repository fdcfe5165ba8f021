// SPDX-License-Identifier: Apache-2.0
/** The C library: calls, constants, struct layouts, error numbers. */
@NullMarked
package org.pathtracer.nativelinux.libc;

import org.jspecify.annotations.NullMarked;
