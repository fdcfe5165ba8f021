// SPDX-License-Identifier: Apache-2.0
/** Words and figures as all reports write them. */
@NullMarked
package org.pathtracer.report.format;

import org.jspecify.annotations.NullMarked;
