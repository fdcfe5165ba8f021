// SPDX-License-Identifier: Apache-2.0
/** What this host tells of its interfaces and routes, and of their changes. */
@NullMarked
package org.pathtracer.core.host;

import org.jspecify.annotations.NullMarked;
