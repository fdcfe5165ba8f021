// SPDX-License-Identifier: Apache-2.0
/** Packets as bytes, and bytes as packets. */
@NullMarked
package org.pathtracer.testkit.codec;

import org.jspecify.annotations.NullMarked;
