// SPDX-License-Identifier: Apache-2.0
/** The command {@code pathtracer diagnose}. */
@NullMarked
package org.pathtracer.cli.diagnose;

import org.jspecify.annotations.NullMarked;
