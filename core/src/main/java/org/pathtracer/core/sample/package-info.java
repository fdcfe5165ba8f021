// SPDX-License-Identifier: Apache-2.0
/** Sends series of probes to hops and targets, and keeps what became of each. */
@NullMarked
package org.pathtracer.core.sample;

import org.jspecify.annotations.NullMarked;
