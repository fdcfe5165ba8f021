// SPDX-License-Identifier: Apache-2.0
/** A server for draft-ietf-ippm-responsiveness: what a bufferbloat test loads the path from and to. */
@NullMarked
package org.pathtracer.server;

import org.jspecify.annotations.NullMarked;
