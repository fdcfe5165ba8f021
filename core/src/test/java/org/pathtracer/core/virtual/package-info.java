// SPDX-License-Identifier: Apache-2.0
/** A network on virtual time behind the public SPI: what tests of engine, strategies and tracer run on. */
@NullMarked
package org.pathtracer.core.virtual;

import org.jspecify.annotations.NullMarked;
