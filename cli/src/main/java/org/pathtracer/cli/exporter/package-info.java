// SPDX-License-Identifier: Apache-2.0
/** The exporter as a command. */
@NullMarked
package org.pathtracer.cli.exporter;

import org.jspecify.annotations.NullMarked;
