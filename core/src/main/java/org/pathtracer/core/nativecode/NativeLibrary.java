// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.nativecode;

/** A library that is loaded, for as long as the process lives. */
public interface NativeLibrary {
    /**
     * Finds a function.
     *
     * @throws UnsatisfiedLinkError if it has none of that name
     */
    NativeFunction function(String symbol);

    /**
     * Finds a function that takes any number of arguments: some systems pass those behind the dots in another way.
     *
     * @param fixed how many come before the dots
     * @throws UnsatisfiedLinkError if it has none of that name
     */
    NativeFunction variadic(String symbol, int fixed);
}
