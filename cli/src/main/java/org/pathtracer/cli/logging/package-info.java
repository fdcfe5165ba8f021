// SPDX-License-Identifier: Apache-2.0
/** What libraries log, and what of it is shown. */
@NullMarked
package org.pathtracer.cli.logging;

import org.jspecify.annotations.NullMarked;
