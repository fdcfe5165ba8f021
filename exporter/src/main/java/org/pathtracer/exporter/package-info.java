// SPDX-License-Identifier: Apache-2.0
/** The exporter, from start to end: what programs use of it. */
@NullMarked
package org.pathtracer.exporter;

import org.jspecify.annotations.NullMarked;
