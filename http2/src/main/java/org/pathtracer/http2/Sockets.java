// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.http2;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.HashMap;
import java.util.Map;

/** Epoll where it is there, and Java's own sockets elsewhere. */
public final class Sockets {
    /**
     * Bytes that wait in this process and in the kernel beyond what is on the way. A request must not wait behind more:
     * the draft (section 6) asks senders to keep such queues short, or they would be measured instead of the path's.
     */
    private static final int WAITING = 32 * 1024;

    private static final boolean EPOLL = epoll();

    private Sockets() {}

    private static boolean epoll() {
        try {
            return NettysOwn.CAN_LOAD && Epoll.isAvailable();
        } catch (LinkageError e) {
            return false;
        }
    }

    static IoHandlerFactory ioHandlers() {
        return EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    }

    static Class<? extends Channel> channel() {
        return EPOLL ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    /** What accepts connections. */
    public static Class<? extends ServerChannel> server() {
        return EPOLL ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    /** Options that keep queues of a connection's own short. */
    public static Map<ChannelOption<?>, Object> options() {
        Map<ChannelOption<?>, Object> options = new HashMap<>();
        options.put(ChannelOption.TCP_NODELAY, true);
        options.put(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(WAITING / 2, WAITING));
        if (EPOLL) {
            options.put(EpollChannelOption.TCP_NOTSENT_LOWAT, WAITING / 2L);
        }
        return options;
    }
}
