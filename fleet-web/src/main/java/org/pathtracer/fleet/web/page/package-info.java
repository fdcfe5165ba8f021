// SPDX-License-Identifier: Apache-2.0
/** Pages for people. */
@NullMarked
package org.pathtracer.fleet.web.page;

import org.jspecify.annotations.NullMarked;
