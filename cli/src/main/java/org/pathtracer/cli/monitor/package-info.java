// SPDX-License-Identifier: Apache-2.0
/** The command monitor. */
@NullMarked
package org.pathtracer.cli.monitor;

import org.jspecify.annotations.NullMarked;
