// SPDX-License-Identifier: Apache-2.0
/** HTTP/2 over TLS on Netty. */
@NullMarked
package org.pathtracer.http2;

import org.jspecify.annotations.NullMarked;
