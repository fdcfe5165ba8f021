// SPDX-License-Identifier: Apache-2.0
/** Reads scenario files. */
@NullMarked
package org.pathtracer.testkit.scenario;

import org.jspecify.annotations.NullMarked;
