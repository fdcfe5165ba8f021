// SPDX-License-Identifier: Apache-2.0

/** As on the module path: what is linked is told to jlink. */
module consumer {
    requires org.pathtracer;
}
