// SPDX-License-Identifier: Apache-2.0
/** What the launcher prepares once, so that the command starts quickly. */
@NullMarked
package org.pathtracer.cli.packing;

import org.jspecify.annotations.NullMarked;
