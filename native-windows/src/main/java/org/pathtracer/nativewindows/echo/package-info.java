// SPDX-License-Identifier: Apache-2.0
/** What the ICMP helper reads and writes in memory. Pure Java: no call is made here. */
@NullMarked
package org.pathtracer.nativewindows.echo;

import org.jspecify.annotations.NullMarked;
