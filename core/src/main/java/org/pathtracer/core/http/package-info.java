// SPDX-License-Identifier: Apache-2.0
/** HTTP requests whose answers are bounded and whose threads end. */
@NullMarked
package org.pathtracer.core.http;

import org.jspecify.annotations.NullMarked;
