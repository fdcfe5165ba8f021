// SPDX-License-Identifier: Apache-2.0
/** The command bufferbloat. */
@NullMarked
package org.pathtracer.cli.bufferbloat;

import org.jspecify.annotations.NullMarked;
