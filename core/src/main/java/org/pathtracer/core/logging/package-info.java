// SPDX-License-Identifier: Apache-2.0
/** What libraries behind this one do to an application's logging. */
@NullMarked
package org.pathtracer.core.logging;

import org.jspecify.annotations.NullMarked;
