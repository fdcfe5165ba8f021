// SPDX-License-Identifier: Apache-2.0
/** A network as a transport, in virtual time. */
@NullMarked
package org.pathtracer.testkit.virtual;

import org.jspecify.annotations.NullMarked;
