// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeffm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import org.pathtracer.core.nativecode.NativeFunction;
import org.pathtracer.core.nativecode.NativeLibrary;

/**
 * A library and its symbols.
 *
 * @param symbols where they are
 * @param name of the library, for people
 */
record FfmLibrary(SymbolLookup symbols, String name) implements NativeLibrary {
    @Override
    public NativeFunction function(String symbol) {
        return new FfmFunction(find(symbol));
    }

    @Override
    public NativeFunction variadic(String symbol, int fixed) {
        MethodHandle shape = Downcalls.variadic(fixed);
        return new VariadicFunction(shape, find(symbol));
    }

    private MemorySegment find(String symbol) {
        return symbols.find(symbol).orElseThrow(() -> new UnsatisfiedLinkError(name + " has no " + symbol));
    }
}
