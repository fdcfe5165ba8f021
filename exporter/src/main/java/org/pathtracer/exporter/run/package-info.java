// SPDX-License-Identifier: Apache-2.0
/** When targets are measured, and by what limits. */
@NullMarked
package org.pathtracer.exporter.run;

import org.jspecify.annotations.NullMarked;
