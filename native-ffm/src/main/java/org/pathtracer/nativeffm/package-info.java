// SPDX-License-Identifier: Apache-2.0
/** Calls of native code by Java's own foreign functions: nothing is unpacked, no class is made. */
@NullMarked
package org.pathtracer.nativeffm;

import org.jspecify.annotations.NullMarked;
