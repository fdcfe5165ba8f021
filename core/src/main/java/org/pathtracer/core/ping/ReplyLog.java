// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.ping;

/** How many more answers the result may list: a bound that all targets of an operation share. */
final class ReplyLog {
    private int room;

    ReplyLog(int room) {
        this.room = room;
    }

    boolean takeRoom() {
        return room > 0 && room-- > 0;
    }
}
