// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.packing;

import java.nio.ByteBuffer;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Classes of Java 5, as picocli and ASM have them, as classes of Java 6: these tell the types that the verifier would
 * have to find out, so that class data sharing takes them. What they do is the same.
 */
final class Modernized {
    /** Where a class file has its version. */
    private static final int MAJOR_VERSION_OFFSET = 6;

    private Modernized() {}

    /** The class file, changed only if it is that old. */
    static byte[] of(byte[] original) {
        if (ByteBuffer.wrap(original).getShort(MAJOR_VERSION_OFFSET) >= Opcodes.V1_6) {
            return original;
        }
        try {
            ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
            new ClassReader(original).accept(new OfJava6(writer), 0);
            return writer.toByteArray();
        } catch (TypeNotPresentException | UnsupportedOperationException e) {
            // It is made for a library that isn't there, or has what later versions don't: it stays as it is.
            return original;
        }
    }

    private static final class OfJava6 extends ClassVisitor {
        OfJava6(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            super.visit(Opcodes.V1_6, access, name, signature, superName, interfaces);
        }
    }
}
