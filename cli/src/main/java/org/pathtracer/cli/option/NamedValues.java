// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.option;

import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The values of an enumeration as users write them, such as {@code mda-lite}: an option's {@code converter}, and its
 * {@code completionCandidates}.
 */
public abstract class NamedValues<E extends Enum<E>> implements ITypeConverter<E>, Iterable<String> {
    private final String kind;
    private final List<E> values;

    /** Of which the error message says that a text is not {@code kind}, such as "a format". */
    protected NamedValues(String kind, Class<E> type) {
        this.kind = kind;
        this.values = List.copyOf(EnumSet.allOf(type));
    }

    /** Returns the value's name in lower case, its words divided by hyphens. */
    public static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public E convert(String text) {
        return values.stream()
                .filter(value -> name(value).equals(text))
                .findFirst()
                .orElseThrow(
                        () -> new TypeConversionException("'%s' is not %s: write %s".formatted(text, kind, all())));
    }

    @Override
    public Iterator<String> iterator() {
        return names().iterator();
    }

    private Stream<String> names() {
        return values.stream().map(NamedValues::name);
    }

    private String all() {
        List<String> names = names().toList();
        int last = names.size() - 1;
        return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }
}
