// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativejffi;

import com.kenai.jffi.Library;
import org.pathtracer.core.nativecode.NativeFunction;
import org.pathtracer.core.nativecode.NativeLibrary;

/** A library that jffi opened. */
final class JffiLibrary implements NativeLibrary {
    private final Library library;
    private final String name;

    JffiLibrary(Library library, String name) {
        this.library = library;
        this.name = name;
    }

    @Override
    public NativeFunction function(String symbol) {
        return new JffiFunction(find(symbol), JffiFunction.SIX);
    }

    @Override
    public NativeFunction variadic(String symbol, int fixed) {
        return new JffiFunction(find(symbol), JffiFunction.variadic(fixed));
    }

    private long find(String symbol) {
        long address = library.getSymbolAddress(symbol);
        if (address == 0) {
            throw new UnsatisfiedLinkError(name + " has no " + symbol);
        }
        return address;
    }
}
