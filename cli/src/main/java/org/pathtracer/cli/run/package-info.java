// SPDX-License-Identifier: Apache-2.0
/** Operations of a command, from start to end. */
@NullMarked
package org.pathtracer.cli.run;

import org.jspecify.annotations.NullMarked;
