// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.protocol;

import java.time.Duration;

/** How large and how many everything may be that is sent in a fleet. */
public final class Bounds {
    /** The protocol's version that this code speaks. */
    public static final int VERSION = 1;
    /** The oldest version that it understands. */
    public static final int OLDEST_VERSION = 1;

    /** Of a message, in bytes. */
    public static final int MESSAGE = 4 << 20;
    /** Of a list of vantage points in one message, so that it fits. */
    public static final int LISTED = 10_000;
    /** Of a document, packed. */
    public static final int PACKED_DOCUMENT = 1 << 20;
    /** Of a document, unpacked. */
    public static final int DOCUMENT = 64 << 20;
    /** Of a document's part in one piece. */
    public static final int PIECE = 64 << 10;
    /** Of what one call may have under way before its reader asks for more; HTTP/2 begins with this too. */
    public static final int WINDOW = 64 << 10;

    /** Of labels of a vantage point. */
    public static final int LABELS = 32;
    /** Of the key of a label, in characters. */
    public static final int LABEL_KEY = 64;
    /** Of the value of a label, in characters. */
    public static final int LABEL_VALUE = 256;
    /** Of addresses of a vantage point. */
    public static final int ADDRESSES = 8;
    /** Of targets in one operation. */
    public static final int TARGETS = 64;
    /** Of a sentence about a failure, in characters. */
    public static final int SENTENCE = 1000;

    /** Of tasks that an agent takes. */
    public static final int TASKS = 1000;
    /** Between two operations of a task, at least. */
    public static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);
    /** Between two operations of a task, at most. */
    public static final Duration LONGEST_INTERVAL = Duration.ofDays(1);

    /** Of a measurement. */
    public static final Duration DEADLINE = Duration.ofHours(1);
    /** How long hubs and clients wait for agents beyond a measurement's deadline. */
    public static final Duration GRACE = Duration.ofSeconds(2);
    /** Between two signs of life of a hub during a measurement. */
    public static final Duration SIGN_OF_LIFE = Duration.ofSeconds(1);
    /** Between two looks whether a hub gave one. */
    public static final Duration LOOK = Duration.ofMillis(500);
    /** Looks without a sign of life that end a call, after four and a half seconds. */
    public static final int QUIET_LOOKS = 8;

    private Bounds() {}

    /** Returns a text that is no longer than a sentence may be. */
    public static String sentence(String text) {
        return text.length() <= SENTENCE ? text : text.substring(0, SENTENCE - 3) + "...";
    }
}
