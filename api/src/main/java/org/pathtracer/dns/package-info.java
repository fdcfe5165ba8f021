// SPDX-License-Identifier: Apache-2.0
/** DNS as a tool: {@link org.pathtracer.dns.Dns} asks name servers for records of a type and shows what they say. */
@NullMarked
package org.pathtracer.dns;

import org.jspecify.annotations.NullMarked;
