// SPDX-License-Identifier: Apache-2.0
/** Checks that the packages of this module and its engine share. Exported to the engine only. */
@NullMarked
package org.pathtracer.check;

import org.jspecify.annotations.NullMarked;
