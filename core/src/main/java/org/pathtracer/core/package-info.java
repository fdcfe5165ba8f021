// SPDX-License-Identifier: Apache-2.0
/** Tracers: from a request to a running operation on a chosen transport. */
@NullMarked
package org.pathtracer.core;

import org.jspecify.annotations.NullMarked;
