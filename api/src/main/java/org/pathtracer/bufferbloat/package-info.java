// SPDX-License-Identifier: Apache-2.0
/** What a bufferbloat test finds out: latency under load, responsiveness, grades, and where on the path delay grows. */
@NullMarked
package org.pathtracer.bufferbloat;

import org.jspecify.annotations.NullMarked;
