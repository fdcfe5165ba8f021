// SPDX-License-Identifier: Apache-2.0
/** Finds the address under which this host is seen from outside. */
@NullMarked
package org.pathtracer.core.publicaddress;

import org.jspecify.annotations.NullMarked;
