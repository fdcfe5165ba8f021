// SPDX-License-Identifier: Apache-2.0
/** The records behind the API's results. Applications see the interfaces only, so that a result can gain facts. */
@NullMarked
package org.pathtracer.result;

import org.jspecify.annotations.NullMarked;
