// SPDX-License-Identifier: Apache-2.0
/** Serves the figures over HTTP and HTTPS. */
@NullMarked
package org.pathtracer.exporter.web;

import org.jspecify.annotations.NullMarked;
