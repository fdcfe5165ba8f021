// SPDX-License-Identifier: Apache-2.0
/** The probe engine: sends what strategies ask for, matches each answer to its probe once, keeps time and limits. */
@NullMarked
package org.pathtracer.core.engine;

import org.jspecify.annotations.NullMarked;
