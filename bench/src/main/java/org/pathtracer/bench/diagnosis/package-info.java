// SPDX-License-Identifier: Apache-2.0
/** How well diagnoses find what is wrong with networks of which it is known. */
@NullMarked
package org.pathtracer.bench.diagnosis;

import org.jspecify.annotations.NullMarked;
