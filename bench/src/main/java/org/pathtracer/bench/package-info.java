// SPDX-License-Identifier: Apache-2.0
/** Side by side runs: the library and its peers on the same network, in turns, compared as ratios. */
@NullMarked
package org.pathtracer.bench;

import org.jspecify.annotations.NullMarked;
