// SPDX-License-Identifier: Apache-2.0
/** The command dns. */
@NullMarked
package org.pathtracer.cli.dns;

import org.jspecify.annotations.NullMarked;
