// SPDX-License-Identifier: Apache-2.0
/** Reads the part of TOML that scenario files are written in. */
@NullMarked
package org.pathtracer.testkit.toml;

import org.jspecify.annotations.NullMarked;
