// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix.libc;

/**
 * What socket calls differ in from system to system, as data.
 *
 * @param library the calls
 * @param errors its error numbers
 * @param addresses how it lays out addresses
 * @param inet6 its {@code AF_INET6}
 * @param openFlags what is added to a socket's type when it is opened
 * @param socketLevel its {@code SOL_SOCKET}
 * @param sharePort the option by which sockets on one port say that they share it
 * @param descriptorLimit its {@code RLIMIT_NOFILE}
 */
public record SocketSystem(
        SocketLibrary library,
        ErrorNames errors,
        SocketAddress addresses,
        int inet6,
        int openFlags,
        int socketLevel,
        int sharePort,
        int descriptorLimit) {}
