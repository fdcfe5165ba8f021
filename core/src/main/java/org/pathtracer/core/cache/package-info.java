// SPDX-License-Identifier: Apache-2.0
/** Keeps what was found out about addresses: bounded, for as long as its source says, and asked for once. */
@NullMarked
package org.pathtracer.core.cache;

import org.jspecify.annotations.NullMarked;
