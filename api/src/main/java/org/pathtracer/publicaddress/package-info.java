// SPDX-License-Identifier: Apache-2.0
/** The address under which this host is seen from outside: see {@link org.pathtracer.PathTracer#publicAddresses()}. */
@NullMarked
package org.pathtracer.publicaddress;

import org.jspecify.annotations.NullMarked;
