// SPDX-License-Identifier: Apache-2.0
/** Calls of native code by jffi, which unpacks a library of its own. */
@NullMarked
package org.pathtracer.nativejffi;

import org.jspecify.annotations.NullMarked;
