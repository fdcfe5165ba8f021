// SPDX-License-Identifier: Apache-2.0
/** The command simulate. */
@NullMarked
package org.pathtracer.cli.simulate;

import org.jspecify.annotations.NullMarked;
