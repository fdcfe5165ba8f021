// SPDX-License-Identifier: Apache-2.0
/** The command {@code exporter}. */
@NullMarked
package org.pathtracer.cli.exporter;

import org.jspecify.annotations.NullMarked;
