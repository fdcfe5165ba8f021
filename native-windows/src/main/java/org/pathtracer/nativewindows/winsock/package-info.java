// SPDX-License-Identifier: Apache-2.0
/** The calls of Winsock, the memory they work on, and their errors. */
@NullMarked
package org.pathtracer.nativewindows.winsock;

import org.jspecify.annotations.NullMarked;
