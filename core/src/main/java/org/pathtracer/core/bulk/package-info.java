// SPDX-License-Identifier: Apache-2.0
/** Traces to many targets in one operation. */
@NullMarked
package org.pathtracer.core.bulk;

import org.jspecify.annotations.NullMarked;
