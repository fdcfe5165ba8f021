// SPDX-License-Identifier: Apache-2.0
/** Threads of transports. Shared by the native modules. */
@NullMarked
package org.pathtracer.core.loop;

import org.jspecify.annotations.NullMarked;
