// SPDX-License-Identifier: Apache-2.0
/** Results as RIPE Atlas has them. */
@NullMarked
package org.pathtracer.report.atlas;

import org.jspecify.annotations.NullMarked;
