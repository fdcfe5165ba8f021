// SPDX-License-Identifier: Apache-2.0
/** Checks of arguments. */
@NullMarked
package org.pathtracer.testkit.check;

import org.jspecify.annotations.NullMarked;
