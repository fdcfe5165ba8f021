// SPDX-License-Identifier: Apache-2.0
/** Loading of native code in places that may not allow it, and the words for why it failed. */
@NullMarked
package org.pathtracer.core.nativecode;

import org.jspecify.annotations.NullMarked;
