// SPDX-License-Identifier: Apache-2.0
/** Checks of services over TCP, TLS, HTTP, UDP and QUIC: state machines on one thread, none of which waits. */
@NullMarked
package org.pathtracer.core.service;

import org.jspecify.annotations.NullMarked;
