// SPDX-License-Identifier: Apache-2.0
/** Results as comma-separated values. */
@NullMarked
package org.pathtracer.report.csv;

import org.jspecify.annotations.NullMarked;
