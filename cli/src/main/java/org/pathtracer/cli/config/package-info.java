// SPDX-License-Identifier: Apache-2.0
/** The configuration file: other names of targets, and options that need not be typed. */
@NullMarked
package org.pathtracer.cli.config;

import org.jspecify.annotations.NullMarked;
