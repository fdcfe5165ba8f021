// SPDX-License-Identifier: Apache-2.0
/** Two pollers behind one small seam: Netty's epoll, and ppoll(2) where that can't load. */
@NullMarked
package org.pathtracer.nativelinux.loop;

import org.jspecify.annotations.NullMarked;
