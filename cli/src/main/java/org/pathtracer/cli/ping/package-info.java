// SPDX-License-Identifier: Apache-2.0
/** The command ping. */
@NullMarked
package org.pathtracer.cli.ping;

import org.jspecify.annotations.NullMarked;
