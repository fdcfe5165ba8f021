// SPDX-License-Identifier: Apache-2.0
/** What can be said of an address without a look-up: its scope, and the prefixes that it is in. */
@NullMarked
package org.pathtracer.core.address;

import org.jspecify.annotations.NullMarked;
