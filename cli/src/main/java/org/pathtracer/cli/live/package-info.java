// SPDX-License-Identifier: Apache-2.0
/**
 * The live view of a monitor: its state follows from keys, its picture from state, facts and size. Nothing here reads
 * a clock or a terminal.
 */
@NullMarked
package org.pathtracer.cli.live;

import org.jspecify.annotations.NullMarked;
