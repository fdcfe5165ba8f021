// SPDX-License-Identifier: Apache-2.0
/** The command completion: scripts by which shells complete command lines. */
@NullMarked
package org.pathtracer.cli.completion;

import org.jspecify.annotations.NullMarked;
