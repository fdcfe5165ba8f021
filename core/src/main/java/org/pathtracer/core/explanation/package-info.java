// SPDX-License-Identifier: Apache-2.0
/** Compares explanations of the same evidence by Bayes' rule. */
@NullMarked
package org.pathtracer.core.explanation;

import org.jspecify.annotations.NullMarked;
