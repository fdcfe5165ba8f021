// SPDX-License-Identifier: Apache-2.0
/** The command mtu. */
@NullMarked
package org.pathtracer.cli.mtu;

import org.jspecify.annotations.NullMarked;
