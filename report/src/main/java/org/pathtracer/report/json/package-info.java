// SPDX-License-Identifier: Apache-2.0
/** Results as JSON documents. */
@NullMarked
package org.pathtracer.report.json;

import org.jspecify.annotations.NullMarked;
