// SPDX-License-Identifier: Apache-2.0
/** Options that commands share, and their values. */
@NullMarked
package org.pathtracer.cli.option;

import org.jspecify.annotations.NullMarked;
