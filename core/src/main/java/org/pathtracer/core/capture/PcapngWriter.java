// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.capture;

import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes blocks of pcapng (draft-ietf-opsawg-pcapng): one section, in little-endian order, times in nanoseconds. */
final class PcapngWriter implements Closeable, Flushable {
    private static final int SECTION_HEADER = 0x0a0d_0d0a;
    private static final int BYTE_ORDER = 0x1a2b_3c4d;
    private static final int INTERFACE = 1;
    private static final int STATISTICS = 5;
    private static final int PACKET = 6;
    /** IPv4 or IPv6, from the IP header on. */
    private static final int LINKTYPE_RAW = 101;

    private static final int OPT_COMMENT = 1;
    private static final int SHB_USERAPPL = 4;
    private static final int IF_NAME = 2;
    private static final int IF_TSRESOL = 9;
    private static final int EPB_FLAGS = 2;
    private static final int ISB_IFDROP = 5;
    private static final int INBOUND = 1;
    private static final int OUTBOUND = 2;
    private static final byte NANOSECONDS = 9;

    /** Lengths at both ends, type, end of the options. */
    private static final int AROUND = 16;

    private static final int OPTION_HEADER = 4;

    private final OutputStream out;
    private ByteBuffer block = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);

    PcapngWriter(OutputStream out) throws IOException {
        this.out = out;
        begin(SECTION_HEADER, 64);
        block.putInt(BYTE_ORDER).putShort((short) 1).putShort((short) 0).putLong(-1);
        option(SHB_USERAPPL, "PathTracer".getBytes(StandardCharsets.UTF_8));
        end();
    }

    /** Adds an interface; the first one has number 0. */
    void interfaceNamed(String name) throws IOException {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        begin(INTERFACE, 64 + text.length);
        block.putShort((short) LINKTYPE_RAW).putShort((short) 0).putInt(0);
        option(IF_NAME, text);
        option(IF_TSRESOL, new byte[] {NANOSECONDS});
        end();
    }

    /**
     * Adds a packet.
     *
     * @param onInterface number of the interface
     * @param length bytes that the whole packet had
     */
    void packet(int onInterface, long epochNanos, boolean outgoing, ByteBuffer bytes, int length, String comment)
            throws IOException {
        byte[] text = comment.getBytes(StandardCharsets.UTF_8);
        begin(PACKET, 64 + bytes.remaining() + text.length);
        block.putInt(onInterface)
                .putInt((int) (epochNanos >>> Integer.SIZE))
                .putInt((int) epochNanos)
                .putInt(bytes.remaining())
                .putInt(Math.max(length, bytes.remaining()))
                .put(bytes.duplicate());
        pad();
        option(OPT_COMMENT, text);
        block.putShort((short) EPB_FLAGS).putShort((short) Integer.BYTES).putInt(outgoing ? OUTBOUND : INBOUND);
        end();
    }

    /** Says how many packets were missed; of all interfaces together, told for the first. */
    void missed(long epochNanos, long packets) throws IOException {
        begin(STATISTICS, 64);
        block.putInt(0).putInt((int) (epochNanos >>> Integer.SIZE)).putInt((int) epochNanos);
        block.putShort((short) ISB_IFDROP).putShort((short) Long.BYTES).putLong(packets);
        end();
    }

    private void begin(int type, int room) {
        int needed = room + AROUND;
        if (block.capacity() < needed) {
            block = ByteBuffer.allocate(needed).order(ByteOrder.LITTLE_ENDIAN);
        }
        block.clear().putInt(type).putInt(0);
    }

    private void option(int code, byte[] value) {
        int length = Math.min(value.length, 0xffff);
        block.putShort((short) code).putShort((short) length).put(value, 0, length);
        pad();
    }

    private void pad() {
        while (block.position() % Integer.BYTES != 0) {
            block.put((byte) 0);
        }
    }

    private void end() throws IOException {
        block.putInt(0);
        int length = block.position() + OPTION_HEADER;
        block.putInt(length).putInt(Integer.BYTES, length);
        out.write(block.array(), 0, length);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
