// SPDX-License-Identifier: Apache-2.0
/** The command interfaces. */
@NullMarked
package org.pathtracer.cli.interfaces;

import org.jspecify.annotations.NullMarked;
