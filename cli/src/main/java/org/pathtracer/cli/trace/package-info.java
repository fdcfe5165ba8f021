// SPDX-License-Identifier: Apache-2.0
/** The command trace. */
@NullMarked
package org.pathtracer.cli.trace;

import org.jspecify.annotations.NullMarked;
