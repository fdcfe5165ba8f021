// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.tun.linux;

import java.nio.ByteBuffer;

/** Writes one request of rtnetlink(7): a header, a struct, and attributes, each aligned to 4 bytes. */
final class NetlinkMessage {
    static final int HEADER = 16;

    private static final int LENGTH = 0;
    private static final int TYPE = 4;
    private static final int FLAGS = 6;
    private static final int SEQUENCE = 8;
    private static final int ATTRIBUTE_HEADER = 4;

    private static final int NLM_F_REQUEST = 1;
    private static final int NLM_F_ACK = 4;

    private final ByteBuffer bytes;

    /** Begins a request, which is to be answered with an error number. */
    NetlinkMessage(ByteBuffer bytes, int type, int flags, int sequence) {
        this.bytes = bytes.clear().position(HEADER);
        bytes.putShort(TYPE, (short) type);
        bytes.putShort(FLAGS, (short) (NLM_F_REQUEST | NLM_F_ACK | flags));
        bytes.putInt(SEQUENCE, sequence);
        bytes.putInt(SEQUENCE + 4, 0);
    }

    NetlinkMessage u8(int value) {
        bytes.put((byte) value);
        return this;
    }

    NetlinkMessage u16(int value) {
        bytes.putShort((short) value);
        return this;
    }

    NetlinkMessage u32(int value) {
        bytes.putInt(value);
        return this;
    }

    NetlinkMessage attribute(int type, int value) {
        return u16(ATTRIBUTE_HEADER + Integer.BYTES).u16(type).u32(value);
    }

    NetlinkMessage attribute(int type, byte[] value) {
        u16(ATTRIBUTE_HEADER + value.length).u16(type);
        bytes.put(value);
        return align();
    }

    /** An attribute that holds others. */
    NetlinkMessage nested(int type, Runnable content) {
        int start = bytes.position();
        u16(0).u16(type);
        content.run();
        bytes.putShort(start, (short) (bytes.position() - start));
        return this;
    }

    private NetlinkMessage align() {
        while (bytes.position() % 4 != 0) {
            bytes.put((byte) 0);
        }
        return this;
    }

    /** Bytes of the whole message. */
    int finish() {
        bytes.putInt(LENGTH, bytes.position());
        return bytes.position();
    }
}
