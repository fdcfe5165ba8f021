// SPDX-License-Identifier: Apache-2.0
/** What can be measured: how each kind is configured, started and counted. */
@NullMarked
package org.pathtracer.exporter.kind;

import org.jspecify.annotations.NullMarked;
