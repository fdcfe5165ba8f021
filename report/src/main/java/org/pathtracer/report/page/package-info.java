// SPDX-License-Identifier: Apache-2.0
/** Results as self-contained HTML pages. */
@NullMarked
package org.pathtracer.report.page;

import org.jspecify.annotations.NullMarked;
