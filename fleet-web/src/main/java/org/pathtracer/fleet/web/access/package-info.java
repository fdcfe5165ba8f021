// SPDX-License-Identifier: Apache-2.0
/** Which caller may read, and which may measure. */
@NullMarked
package org.pathtracer.fleet.web.access;

import org.jspecify.annotations.NullMarked;
