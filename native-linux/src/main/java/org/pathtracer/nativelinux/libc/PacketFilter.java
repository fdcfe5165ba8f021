// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.libc;

import org.pathtracer.AddressFamily;
import org.pathtracer.nativeposix.libc.NativeMemory;
import org.pathtracer.nativeposix.libc.Posix;

/** Programs of the classic Berkeley packet filter for raw sockets. */
public final class PacketFilter {
    private static final int INSTRUCTION = 8;
    private static final int PROGRAM = 256;

    private static final int LOAD_IPV4_HEADER_LENGTH = 0xb1;
    private static final int LOAD_INDEX = 0x01;
    private static final int LOAD_HALF = 0x48;
    private static final int LOAD_BYTE = 0x50;
    private static final int AND = 0x54;
    private static final int LOAD_BYTE_AT = 0x30;
    private static final int JUMP_EQUAL = 0x15;
    private static final int JUMP_ANY_BIT = 0x45;
    private static final int JUMP_GREATER = 0x25;
    private static final int JUMP_AT_LEAST = 0x35;
    private static final int RETURN = 0x06;
    private static final int WHOLE_PACKET = -1;

    private static final int ECHO_REPLY = 0;
    private static final int ECHO_REPLY_V6 = 129;
    private static final int IDENTIFIER = 4;
    private static final int DESTINATION_PORT = 2;
    private static final int FLAGS = 13;
    private static final int SYN_RST = 0x06;
    private static final int SYN_RST_ACK = 0x16;
    private static final int IPV4_PROTOCOL = 9;
    private static final int IPV6_NEXT_HEADER = 6;
    private static final int IPV6_HEADER = 40;
    private static final int SYN_ACK = 0x12;
    private static final int RST_ACK = 0x14;

    private final Libc libc = LinuxSystem.libc();
    private final NativeMemory memory = new NativeMemory(PROGRAM + 16);
    private int length;

    /**
     * Lets a socket see only answers to connection requests (SYN-ACK, and RST that acknowledges), to a range of ports.
     */
    public void acceptAnswers(int fd, AddressFamily family, int lowestPort, int highestPort) {
        length = 0;
        // Raw sockets of IPv6 begin with the TCP header.
        add(family == AddressFamily.IPV6 ? LOAD_INDEX : LOAD_IPV4_HEADER_LENGTH, 0, 0, 0);
        add(LOAD_HALF, 0, 0, DESTINATION_PORT);
        add(JUMP_AT_LEAST, 0, 5, lowestPort);
        add(JUMP_GREATER, 4, 0, highestPort);
        add(LOAD_BYTE, 0, 0, FLAGS);
        add(AND, 0, 0, SYN_RST_ACK);
        add(JUMP_EQUAL, 2, 0, SYN_ACK);
        add(JUMP_EQUAL, 1, 0, RST_ACK);
        add(RETURN, 0, 0, 0);
        add(RETURN, 0, 0, WHOLE_PACKET);
        attach(fd);
    }

    /** Lets a raw ICMP socket see, of echo replies, those with our identifier only; and all else that it would see. */
    public void acceptEchoes(int fd, AddressFamily family, int identifier) {
        length = 0;
        boolean v6 = family == AddressFamily.IPV6;
        add(v6 ? LOAD_INDEX : LOAD_IPV4_HEADER_LENGTH, 0, 0, 0);
        add(LOAD_BYTE, 0, 0, 0);
        add(JUMP_EQUAL, 0, 2, v6 ? ECHO_REPLY_V6 : ECHO_REPLY);
        add(LOAD_HALF, 0, 0, IDENTIFIER);
        add(JUMP_EQUAL, 0, 1, identifier & 0xffff);
        add(RETURN, 0, 0, WHOLE_PACKET);
        add(RETURN, 0, 0, 0);
        attach(fd);
    }

    /**
     * Lets a packet socket without link headers see only what can be a probe or an answer: ICMP, UDP, and TCP segments
     * that begin or reset connections. IPv6 packets with extension headers pass.
     */
    public void acceptProbes(int fd) {
        length = 0;
        add(LOAD_BYTE_AT, 0, 0, 0);
        add(AND, 0, 0, 0xf0);
        add(JUMP_EQUAL, 8, 0, 0x60);
        add(JUMP_EQUAL, 0, 11, 0x40);
        add(LOAD_BYTE_AT, 0, 0, IPV4_PROTOCOL);
        add(JUMP_EQUAL, 10, 0, Posix.IPPROTO_ICMP);
        add(JUMP_EQUAL, 9, 0, Posix.IPPROTO_UDP);
        add(JUMP_EQUAL, 0, 7, Posix.IPPROTO_TCP);
        add(LOAD_IPV4_HEADER_LENGTH, 0, 0, 0);
        add(LOAD_BYTE, 0, 0, FLAGS);
        add(JUMP_ANY_BIT, 5, 4, SYN_RST);
        add(LOAD_BYTE_AT, 0, 0, IPV6_NEXT_HEADER);
        add(JUMP_EQUAL, 0, 3, Posix.IPPROTO_TCP);
        add(LOAD_BYTE_AT, 0, 0, IPV6_HEADER + FLAGS);
        add(JUMP_ANY_BIT, 1, 0, SYN_RST);
        add(RETURN, 0, 0, 0);
        add(RETURN, 0, 0, WHOLE_PACKET);
        attach(fd);
    }

    private void add(int code, int jumpIfTrue, int jumpIfFalse, int operand) {
        int at = length * INSTRUCTION;
        memory.bytes().putShort(at, (short) code);
        memory.bytes().put(at + 2, (byte) jumpIfTrue);
        memory.bytes().put(at + 3, (byte) jumpIfFalse);
        memory.bytes().putInt(at + 4, operand);
        length++;
    }

    private void attach(int fd) {
        memory.bytes().putLong(PROGRAM, length);
        memory.bytes().putLong(PROGRAM + 8, memory.address(0));
        int attached = libc.setsockopt(fd, Linux.SOL_SOCKET, Linux.SO_ATTACH_FILTER, memory.pointer(PROGRAM), 16);
        if (attached < 0) {
            throw Errno.exception("setsockopt(SO_ATTACH_FILTER)", LinuxSystem.error());
        }
    }
}
