// SPDX-License-Identifier: Apache-2.0
/** What is known of each vantage point and target. */
@NullMarked
package org.pathtracer.fleet.web.pair;

import org.jspecify.annotations.NullMarked;
