// SPDX-License-Identifier: Apache-2.0
/** Two pollers behind one small seam: Netty's kqueue, and kevent(2) where that can't load. */
@NullMarked
package org.pathtracer.nativemacos.loop;

import org.jspecify.annotations.NullMarked;
