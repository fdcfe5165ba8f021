// SPDX-License-Identifier: Apache-2.0
/**
 * Results for people and programs. {@link org.pathtracer.report.Reports} writes every result as text and JSON, and as
 * CSV, drawings and pages where that makes sense; it reads JSON back.
 */
@NullMarked
package org.pathtracer.report;

import org.jspecify.annotations.NullMarked;
