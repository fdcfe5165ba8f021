// SPDX-License-Identifier: Apache-2.0
/** The parts of a {@link org.pathtracer.Diagnosis}: what is wrong, where, and how sure that is. */
@NullMarked
package org.pathtracer.diagnosis;

import org.jspecify.annotations.NullMarked;
