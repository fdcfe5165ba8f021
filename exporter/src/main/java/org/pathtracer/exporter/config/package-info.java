// SPDX-License-Identifier: Apache-2.0
/** Reads the exporter's configuration, and says all that is wrong with it. */
@NullMarked
package org.pathtracer.exporter.config;

import org.jspecify.annotations.NullMarked;
