// SPDX-License-Identifier: Apache-2.0
/** Simulated networks for tests. No content yet. */
@NullMarked
package org.pathtracer.testkit;

import org.jspecify.annotations.NullMarked;
