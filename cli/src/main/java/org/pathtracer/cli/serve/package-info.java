// SPDX-License-Identifier: Apache-2.0
/** The command serve. */
@NullMarked
package org.pathtracer.cli.serve;

import org.jspecify.annotations.NullMarked;
