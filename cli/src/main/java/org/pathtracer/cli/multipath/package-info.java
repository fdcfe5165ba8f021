// SPDX-License-Identifier: Apache-2.0
/** The command multipath. */
@NullMarked
package org.pathtracer.cli.multipath;

import org.jspecify.annotations.NullMarked;
