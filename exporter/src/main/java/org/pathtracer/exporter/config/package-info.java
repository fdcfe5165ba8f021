// SPDX-License-Identifier: Apache-2.0
/** The configuration file, read and checked as a whole. */
@NullMarked
package org.pathtracer.exporter.config;

import org.jspecify.annotations.NullMarked;
