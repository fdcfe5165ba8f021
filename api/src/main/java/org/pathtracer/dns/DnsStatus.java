// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.dns;

/**
 * What a name server says of a question as a whole (its response code).
 *
 * @since 0.1.0
 */
public enum DnsStatus {
    /** The name exists; whether it has records of the type, the answer shows. */
    NO_ERROR,
    /** The server did not understand the question. */
    FORMAT_ERROR,
    /** The server could not find out. */
    SERVER_FAILURE,
    /** The name does not exist (NXDOMAIN). */
    NO_SUCH_NAME,
    /** The server does not do such things. */
    NOT_IMPLEMENTED,
    /** The server does not do it for us. */
    REFUSED,
    /** Another code of the IANA registry. */
    OTHER
}
