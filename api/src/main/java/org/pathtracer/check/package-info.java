// SPDX-License-Identifier: Apache-2.0
/** Checks of arguments that the packages of this module share. Not exported. */
@NullMarked
package org.pathtracer.check;

import org.jspecify.annotations.NullMarked;
