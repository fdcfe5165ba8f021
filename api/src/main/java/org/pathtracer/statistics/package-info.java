// SPDX-License-Identifier: Apache-2.0
/**
 * Statistics of round-trip times as they come: bounded memory, constant work per sample, mergeable.
 * {@link org.pathtracer.statistics.Statistics} shows what was recorded.
 */
@NullMarked
package org.pathtracer.statistics;

import org.jspecify.annotations.NullMarked;
