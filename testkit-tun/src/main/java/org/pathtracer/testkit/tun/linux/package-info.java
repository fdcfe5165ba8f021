// SPDX-License-Identifier: Apache-2.0
/** What Linux is asked for: the TUN device, its addresses and routes, a precise wait. */
@NullMarked
package org.pathtracer.testkit.tun.linux;

import org.jspecify.annotations.NullMarked;
