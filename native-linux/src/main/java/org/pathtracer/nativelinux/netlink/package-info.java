// SPDX-License-Identifier: Apache-2.0
/** Interfaces, addresses and routes by rtnetlink(7). */
@NullMarked
package org.pathtracer.nativelinux.netlink;

import org.jspecify.annotations.NullMarked;
