// SPDX-License-Identifier: Apache-2.0
/** The calls of Windows, the memory they work on, and their errors. */
@NullMarked
package org.pathtracer.nativewindows.win32;

import org.jspecify.annotations.NullMarked;
