// SPDX-License-Identifier: Apache-2.0
/** Results as text for people. */
@NullMarked
package org.pathtracer.report.text;

import org.jspecify.annotations.NullMarked;
