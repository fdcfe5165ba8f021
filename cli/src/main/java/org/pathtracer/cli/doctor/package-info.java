// SPDX-License-Identifier: Apache-2.0
/** The command doctor. */
@NullMarked
package org.pathtracer.cli.doctor;

import org.jspecify.annotations.NullMarked;
