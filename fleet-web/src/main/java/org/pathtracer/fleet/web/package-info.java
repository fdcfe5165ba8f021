// SPDX-License-Identifier: Apache-2.0
/** Shows a fleet and what it measures in a browser, and takes measurements over HTTP. */
@NullMarked
package org.pathtracer.fleet.web;

import org.jspecify.annotations.NullMarked;
