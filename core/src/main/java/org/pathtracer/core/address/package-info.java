// SPDX-License-Identifier: Apache-2.0
/** What can be said of an address without asking anybody: its scope, and the prefixes that it is in. */
@NullMarked
package org.pathtracer.core.address;

import org.jspecify.annotations.NullMarked;
