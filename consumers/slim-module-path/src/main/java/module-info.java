// SPDX-License-Identifier: Apache-2.0

/** One line is all that a user has to write. */
module consumer {
    requires org.pathtracer;
}
