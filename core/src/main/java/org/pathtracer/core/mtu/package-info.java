// SPDX-License-Identifier: Apache-2.0
/** Path MTU: which sizes get to the target, and which hop limits them. */
@NullMarked
package org.pathtracer.core.mtu;

import org.jspecify.annotations.NullMarked;
