// SPDX-License-Identifier: Apache-2.0
/** The command probe. */
@NullMarked
package org.pathtracer.cli.service;

import org.jspecify.annotations.NullMarked;
