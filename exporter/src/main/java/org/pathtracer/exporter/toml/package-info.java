// SPDX-License-Identifier: Apache-2.0
/** Reads tables of TOML, and collects all that is wrong with them. */
@NullMarked
package org.pathtracer.exporter.toml;

import org.jspecify.annotations.NullMarked;
