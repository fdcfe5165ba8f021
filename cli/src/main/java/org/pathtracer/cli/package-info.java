// SPDX-License-Identifier: Apache-2.0
/** The pathtracer command: options in, text or JSON and an exit status out. */
@NullMarked
package org.pathtracer.cli;

import org.jspecify.annotations.NullMarked;
