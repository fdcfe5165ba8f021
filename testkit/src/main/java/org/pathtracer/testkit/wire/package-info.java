// SPDX-License-Identifier: Apache-2.0
/** Headers as bytes: what a simulated network writes and reads, one class for each. Not for users. */
@NullMarked
package org.pathtracer.testkit.wire;

import org.jspecify.annotations.NullMarked;
