// SPDX-License-Identifier: Apache-2.0
/** Host names and addresses as text. */
@NullMarked
package org.pathtracer.address;

import org.jspecify.annotations.NullMarked;
