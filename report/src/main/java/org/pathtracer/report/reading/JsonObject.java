// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.reading;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.pathtracer.PathTracerException;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.report.format.EnumText;

/** An object of a document. What is asked for and not there, or of another kind, is told with its place. */
final class JsonObject {
    private static final int NANO_DIGITS = 6;

    private final String place;
    private final Map<?, ?> members;

    JsonObject(String place, Map<?, ?> members) {
        this.place = place;
        this.members = members;
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    /** Where a member is. */
    String place(String name) {
        return place + "." + name;
    }

    /** The members of an object whose values are texts, in their order; none if there is no such object. */
    Map<String, String> textMembers(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        optionalObject(name)
                .ifPresent(found -> found.members.keySet().stream()
                        .map(String::valueOf)
                        .forEach(member -> texts.put(member, found.text(member))));
        return texts;
    }

    DamagedDocument damaged(String name, String sentence) {
        return new DamagedDocument(place(name), sentence);
    }

    private <T> Optional<T> value(String name, Class<T> type, String kind) {
        Object value = members.get(name);
        if (value != null && !type.isInstance(value)) {
            throw damaged(name, "it is no " + kind);
        }
        return Optional.ofNullable(value).map(type::cast);
    }

    private <T> T required(String name, Optional<T> value) {
        return value.orElseThrow(() -> damaged(name, "it is missing"));
    }

    /** Makes something of values that are well formed, each by itself. */
    static <T> T made(String place, Function<String, T> maker) {
        try {
            return maker.apply(place);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException | PathTracerException e) {
            throw new DamagedDocument(place, String.valueOf(e.getMessage()));
        }
    }

    Optional<String> optionalText(String name) {
        return value(name, String.class, "text");
    }

    String text(String name) {
        return required(name, optionalText(name));
    }

    boolean truth(String name) {
        return value(name, Boolean.class, "truth").orElse(false);
    }

    Optional<Boolean> optionalTruth(String name) {
        return value(name, Boolean.class, "truth");
    }

    private Optional<BigDecimal> decimal(String name) {
        return value(name, BigDecimal.class, "number");
    }

    OptionalLong optionalLong(String name) {
        Optional<BigDecimal> number = decimal(name);
        try {
            return number.isPresent() ? OptionalLong.of(number.get().longValueExact()) : OptionalLong.empty();
        } catch (ArithmeticException e) {
            throw damaged(name, "it is no whole number");
        }
    }

    OptionalInt optionalInt(String name) {
        OptionalLong number = optionalLong(name);
        if (number.isEmpty()) {
            return OptionalInt.empty();
        }
        int value = (int) number.getAsLong();
        if (value != number.getAsLong()) {
            throw damaged(name, "it is out of range");
        }
        return OptionalInt.of(value);
    }

    int integer(String name) {
        return optionalInt(name).orElseThrow(() -> damaged(name, "it is missing"));
    }

    long count(String name) {
        long count = optionalLong(name).orElse(0);
        if (count < 0) {
            throw damaged(name, "it is less than 0");
        }
        return count;
    }

    /** A count that must be there. */
    long total(String name) {
        if (optionalLong(name).isEmpty()) {
            throw damaged(name, "it is missing");
        }
        return count(name);
    }

    int ttl(String name) {
        int ttl = integer(name);
        if (ttl < 0 || ttl > 255) {
            throw damaged(name, "it is no TTL");
        }
        return ttl;
    }

    OptionalDouble optionalDouble(String name) {
        Optional<BigDecimal> number = decimal(name);
        return number.isPresent() ? OptionalDouble.of(number.get().doubleValue()) : OptionalDouble.empty();
    }

    double number(String name) {
        return optionalDouble(name).orElseThrow(() -> damaged(name, "it is missing"));
    }

    Optional<Duration> optionalMillis(String name) {
        return decimal(name).map(millis -> {
            try {
                return Duration.ofNanos(millis.movePointRight(NANO_DIGITS).longValueExact());
            } catch (ArithmeticException e) {
                throw damaged(name, "it is no time in milliseconds");
            }
        });
    }

    Duration millis(String name) {
        return required(name, optionalMillis(name));
    }

    Duration seconds(String name) {
        return Duration.ofSeconds(count(name));
    }

    Instant instant(String name) {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw damaged(name, "it is no time as RFC 3339 has it");
        }
    }

    Optional<InetAddress> optionalAddress(String name) {
        return optionalText(name).map(text -> address(place(name), text));
    }

    InetAddress address(String name) {
        return required(name, optionalAddress(name));
    }

    static InetAddress address(String place, String text) {
        return made(place, here -> CanonicalAddress.read(text))
                .orElseThrow(() -> new DamagedDocument(place, "it is no IP address"));
    }

    <E extends Enum<E>> Optional<E> optionalName(String name, Class<E> type) {
        return optionalText(name).map(text -> name(place(name), text, type));
    }

    <E extends Enum<E>> E name(String name, Class<E> type) {
        return required(name, optionalName(name, type));
    }

    static <E extends Enum<E>> E name(String place, String text, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> EnumText.of(one).equals(text))
                .findFirst()
                .orElseThrow(() -> new DamagedDocument(place, "it is none of the names that are known here"));
    }

    Optional<JsonObject> optionalObject(String name) {
        return value(name, Map.class, "object").map(found -> new JsonObject(place(name), (Map<?, ?>) found));
    }

    JsonObject object(String name) {
        return required(name, optionalObject(name));
    }

    private <T> List<T> list(String name, Function<Element, T> reader) {
        List<?> found =
                value(name, List.class, "list").map(list -> (List<?>) list).orElse(List.of());
        List<T> elements = new ArrayList<>();
        for (Object value : found) {
            elements.add(reader.apply(new Element(place(name) + "[" + elements.size() + "]", value)));
        }
        return elements;
    }

    private record Element(String place, Object value) {
        <T> T as(Class<T> type, String kind) {
            if (!type.isInstance(value)) {
                throw new DamagedDocument(place, "it is no " + kind);
            }
            return type.cast(value);
        }
    }

    /** Objects; none if there is no such list. */
    <T> List<T> objects(String name, Function<JsonObject, T> reader) {
        return list(name, element -> {
            JsonObject object = new JsonObject(element.place(), element.as(Map.class, "object"));
            return made(element.place(), here -> reader.apply(object));
        });
    }

    List<String> texts(String name) {
        return list(name, element -> element.as(String.class, "text"));
    }

    List<InetAddress> addresses(String name) {
        return list(name, element -> address(element.place(), element.as(String.class, "text")));
    }

    <E extends Enum<E>> List<E> names(String name, Class<E> type) {
        return list(name, element -> name(element.place(), element.as(String.class, "text"), type));
    }

    List<Long> numbers(String name) {
        return list(name, element -> {
            try {
                return element.as(BigDecimal.class, "number").longValueExact();
            } catch (ArithmeticException e) {
                throw new DamagedDocument(element.place(), "it is no whole number");
            }
        });
    }

    List<Integer> integers(String name) {
        return list(name, element -> {
            try {
                return element.as(BigDecimal.class, "number").intValueExact();
            } catch (ArithmeticException e) {
                throw new DamagedDocument(element.place(), "it is no whole number that fits");
            }
        });
    }
}
