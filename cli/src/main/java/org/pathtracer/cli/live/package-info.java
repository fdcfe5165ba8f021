// SPDX-License-Identifier: Apache-2.0
/** The live view of a monitor: what is shown, what keys do to it, and the picture that follows from both. */
@NullMarked
package org.pathtracer.cli.live;

import org.jspecify.annotations.NullMarked;
