// SPDX-License-Identifier: Apache-2.0
/** TCP probes of Windows: connections that are begun and never used, of which the system tells the ICMP errors. */
@NullMarked
package org.pathtracer.nativewindows.tcp;

import org.jspecify.annotations.NullMarked;
