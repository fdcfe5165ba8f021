// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.service;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.pathtracer.service.Contact;
import org.pathtracer.service.ServiceFailure;

/**
 * What a STUN server said.
 *
 * @param contact the server that was asked
 * @param seen the address and port from which the request came
 * @param failure why there is none
 */
public record StunAnswer(Contact contact, Optional<InetSocketAddress> seen, Optional<ServiceFailure> failure) {}
