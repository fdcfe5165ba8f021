// SPDX-License-Identifier: Apache-2.0
/** Where results and messages go. */
@NullMarked
package org.pathtracer.cli.output;

import org.jspecify.annotations.NullMarked;
