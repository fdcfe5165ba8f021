// SPDX-License-Identifier: Apache-2.0
/** JSON documents read back. */
@NullMarked
package org.pathtracer.report.reading;

import org.jspecify.annotations.NullMarked;
