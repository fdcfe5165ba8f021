/* SPDX-License-Identifier: Apache-2.0
 *
 * A double of the calls of Winsock that TCP probes need, over the sockets of Linux and their error queues: what Windows
 * tells since build 19041 of the ICMP error that ended a connection, Linux tells there. Constants, layouts and error
 * numbers are those of winsock2.h, ws2ipdef.h and mstcpip.h on x64.
 *
 * Built with winegcc, Windows programs under Wine load it; built with gcc, a Java for Linux does.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/errqueue.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#ifdef WINE
#define API __attribute__((ms_abi))
#define NAMED(name)
__attribute__((ms_abi)) void SetLastError(uint32_t error);
#define FAIL_WITH(error) SetLastError(error)
#else
#define API __attribute__((visibility("default")))
/* Names that the C library has too. What is called here is the kernel, so that no call finds its way back. */
#define NAMED(name) __asm__(#name)
#define FAIL_WITH(error) (errno = (error))
#endif

enum { MOST = 65536, WINDOWS_AF_INET6 = 23, BUILD = 19041 };

enum error {
    WSAEACCES = 10013,
    WSAEFAULT = 10014,
    WSAEINVAL = 10022,
    WSAEMFILE = 10024,
    WSAEWOULDBLOCK = 10035,
    WSAENOTSOCK = 10038,
    WSAENOPROTOOPT = 10042,
    WSAEOPNOTSUPP = 10045,
    WSAEAFNOSUPPORT = 10047,
    WSAEADDRINUSE = 10048,
    WSAEADDRNOTAVAIL = 10049,
    WSAENETUNREACH = 10051,
    WSAECONNRESET = 10054,
    WSAENOBUFS = 10055,
    WSAETIMEDOUT = 10060,
    WSAECONNREFUSED = 10061,
    WSAEHOSTUNREACH = 10065,
    WSANO_DATA = 11004
};

enum { POLLIN_W = 0x300, POLLOUT_W = 0x10, POLLERR_W = 1, POLLHUP_W = 2, POLLNVAL_W = 4 };

struct windows_pollfd {
    uint64_t socket;
    int16_t events, revents;
};

struct error_info {
    uint8_t address[28];
    uint32_t protocol;
    uint8_t type, code, padding[2];
};

struct rto_parameters {
    uint16_t rtt;
    uint8_t most;
};

_Static_assert(sizeof(struct windows_pollfd) == 16, "WSAPOLLFD");
_Static_assert(sizeof(struct error_info) == 36, "ICMP_ERROR_INFO");
_Static_assert(sizeof(struct rto_parameters) == 4, "TCP_INITIAL_RTO_PARAMETERS");

/* What Linux does not keep of a socket. */
static struct state {
    uint8_t open, stream, v6, shares, ends_on_icmp, one_syn, connecting, has_info;
    uint16_t port;
    int error;
    struct error_info info;
} states[MOST];

static int hide_errors;

API int bind_windows(uint64_t socket, const void *address, int length) NAMED(bind);
API int connect_windows(uint64_t socket, const void *address, int length) NAMED(connect);
API int getsockname_windows(uint64_t socket, void *address, int *length) NAMED(getsockname);
API int setsockopt_windows(uint64_t socket, int level, int option, const void *value, int length) NAMED(setsockopt);
API int getsockopt_windows(uint64_t socket, int level, int option, void *value, int *length) NAMED(getsockopt);
API int send_windows(uint64_t socket, const void *data, int length, int flags) NAMED(send);
API int recv_windows(uint64_t socket, void *data, int length, int flags) NAMED(recv);

static int set(int fd, int level, int option, const void *value, size_t length) {
    return (int)syscall(SYS_setsockopt, fd, level, option, value, length);
}

static int get(int fd, int level, int option, void *value, socklen_t length) {
    return (int)syscall(SYS_getsockopt, fd, level, option, value, &length);
}

static struct state *state_of(uint64_t socket) {
    return socket < MOST && states[socket].open ? &states[socket] : NULL;
}

static int fail(int error) {
    FAIL_WITH(error);
    return -1;
}

static int error_of(int error) {
    switch (error) {
    case EACCES:
    case EPERM: return WSAEACCES;
    case EMFILE:
    case ENFILE: return WSAEMFILE;
    case EAGAIN:
    case EINPROGRESS: return WSAEWOULDBLOCK;
    case EBADF:
    case ENOTSOCK: return WSAENOTSOCK;
    case ENOPROTOOPT: return WSAENOPROTOOPT;
    case EAFNOSUPPORT: return WSAEAFNOSUPPORT;
    case EADDRINUSE: return WSAEADDRINUSE;
    case EADDRNOTAVAIL: return WSAEADDRNOTAVAIL;
    case ENETUNREACH: return WSAENETUNREACH;
    case ECONNRESET: return WSAECONNRESET;
    case ENOBUFS:
    case ENOMEM: return WSAENOBUFS;
    case ETIMEDOUT: return WSAETIMEDOUT;
    case ECONNREFUSED: return WSAECONNREFUSED;
    case EHOSTUNREACH: return WSAEHOSTUNREACH;
    default: return WSAEINVAL;
    }
}

static int result(int done) { return done < 0 ? fail(error_of(errno)) : 0; }

/* Both systems have the same layouts, but for the number of IPv6. */
static socklen_t to_linux(struct sockaddr_storage *to, const void *from, int length) {
    memset(to, 0, sizeof *to);
    memcpy(to, from, (size_t)length < sizeof *to ? (size_t)length : sizeof *to);
    if (to->ss_family == WINDOWS_AF_INET6) to->ss_family = AF_INET6;
    return (socklen_t)length;
}

static void to_windows(void *to, const void *from, size_t length) {
    memcpy(to, from, length);
    uint16_t family = ((const struct sockaddr *)from)->sa_family == AF_INET6 ? WINDOWS_AF_INET6 : AF_INET;
    memcpy(to, &family, sizeof family);
}

API int WSAStartup(uint16_t version, void *data) {
    memset(data, 0, 408);
    return version == 0x0202 ? 0 : WSAEINVAL;
}

API uint64_t WSASocketW(int family, int type, int protocol, void *info, uint32_t group, uint32_t flags) {
    (void)info;
    (void)group;
    if (flags != 0x81) return (uint64_t)fail(WSAEINVAL);
    int fd = socket(family == WINDOWS_AF_INET6 ? AF_INET6 : family, type | SOCK_CLOEXEC, protocol);
    if (fd >= MOST) {
        close(fd);
        return (uint64_t)fail(WSAEMFILE);
    }
    if (fd < 0) return (uint64_t)fail(error_of(errno));
    states[fd] = (struct state){.open = 1, .stream = type == SOCK_STREAM, .v6 = family == WINDOWS_AF_INET6};
    return (uint64_t)fd;
}

API int closesocket(uint64_t socket) {
    struct state *state = state_of(socket);
    if (!state) return fail(WSAENOTSOCK);
    state->open = 0;
    return result(close((int)socket));
}

API int ioctlsocket(uint64_t socket, uint32_t command, const uint32_t *argument) {
    if (!state_of(socket)) return fail(WSAENOTSOCK);
    if (command != 0x8004667e) return fail(WSAEINVAL);
    return result(fcntl((int)socket, F_SETFL, *argument ? O_NONBLOCK : 0));
}

API int WSAIoctl(uint64_t socket, uint32_t command, const void *in, uint32_t in_length, void *out, uint32_t out_length,
                 uint32_t *returned, void *overlapped, void *routine) {
    struct state *state = state_of(socket);
    if (!state) return fail(WSAENOTSOCK);
    if (!returned || out || out_length || overlapped || routine) return fail(WSAEFAULT);
    struct rto_parameters parameters;
    if (command != 0x98000011 || in_length != sizeof parameters) return fail(WSAEOPNOTSUPP);
    memcpy(&parameters, in, sizeof parameters);
    if (!state->stream || parameters.rtt != 0xffff || parameters.most != 0xfe) return fail(WSAEINVAL);
    state->one_syn = 1;
    *returned = 0;
    return 0;
}

static int set_int(int fd, int level, int option, int value) {
    return result(set(fd, level, option, &value, sizeof value));
}

static int set_linger(int fd, const void *value) {
    uint16_t linger[2];
    memcpy(linger, value, sizeof linger);
    struct linger of_linux = {linger[0], linger[1]};
    return result(set(fd, SOL_SOCKET, SO_LINGER, &of_linux, sizeof of_linux));
}

API int setsockopt_windows(uint64_t socket, int level, int option, const void *value, int length) {
    struct state *state = state_of(socket);
    int fd = (int)socket, number;
    if (!state) return fail(WSAENOTSOCK);
    if (length != sizeof number) return fail(WSAEFAULT);
    memcpy(&number, value, sizeof number);
    switch (level << 16 | option) {
    case 0xffff << 16 | 4: state->shares = number != 0; return set_int(fd, SOL_SOCKET, SO_REUSEADDR, number);
    case 0xffff << 16 | 0x80: return set_linger(fd, value);
    case 0 << 16 | 4: return set_int(fd, IPPROTO_IP, IP_TTL, number);
    case 0 << 16 | 14: return set_int(fd, IPPROTO_IP, IP_MTU_DISCOVER, number ? IP_PMTUDISC_DO : IP_PMTUDISC_DONT);
    case 0 << 16 | 31: return set_int(fd, SOL_SOCKET, SO_BINDTOIFINDEX, (int)ntohl((uint32_t)number));
    case 41 << 16 | 4: return set_int(fd, IPPROTO_IPV6, IPV6_UNICAST_HOPS, number);
    case 41 << 16 | 14: return set_int(fd, IPPROTO_IPV6, IPV6_MTU_DISCOVER, number ? IPV6_PMTUDISC_DO : 0);
    case 41 << 16 | 27: return set_int(fd, IPPROTO_IPV6, IPV6_V6ONLY, number);
    case 41 << 16 | 31: return set_int(fd, SOL_SOCKET, SO_BINDTOIFINDEX, number);
    case 6 << 16 | 18:
        if (!state->stream) return fail(WSAENOPROTOOPT);
        state->ends_on_icmp = number != 0;
        return set_int(fd, state->v6 ? IPPROTO_IPV6 : IPPROTO_IP, state->v6 ? IPV6_RECVERR : IP_RECVERR, number);
    default: return fail(WSAENOPROTOOPT);
    }
}

/* Windows asks the second socket only whether it shares a port, Linux all of them. */
static void share_others(int fd, uint16_t port, int shared) {
    for (int other = 0; other < MOST; other++)
        if (other != fd && states[other].open && states[other].stream && states[other].port == port &&
            !states[other].shares)
            set(other, SOL_SOCKET, SO_REUSEADDR, &shared, sizeof shared);
}

API int bind_windows(uint64_t socket, const void *address, int length) {
    struct state *state = state_of(socket);
    struct sockaddr_storage local;
    if (!state) return fail(WSAENOTSOCK);
    socklen_t size = to_linux(&local, address, length);
    uint16_t port = ((struct sockaddr_in *)&local)->sin_port;
    if (state->shares) share_others((int)socket, port, 1);
    int done = (int)syscall(SYS_bind, (int)socket, &local, size), error = errno;
    if (state->shares) share_others((int)socket, port, 0);
    if (done == 0) state->port = port;
    errno = error;
    return result(done);
}

static void keep_icmp_error(struct state *state, const struct sock_extended_err *error) {
    if (error->ee_origin != SO_EE_ORIGIN_ICMP && error->ee_origin != SO_EE_ORIGIN_ICMP6) return;
    const struct sockaddr *from = SO_EE_OFFENDER(error);
    if (from->sa_family != AF_INET && from->sa_family != AF_INET6) return;
    int v6 = error->ee_origin == SO_EE_ORIGIN_ICMP6;
    memset(&state->info, 0, sizeof state->info);
    to_windows(state->info.address, from, v6 ? sizeof(struct sockaddr_in6) : sizeof(struct sockaddr_in));
    state->info.protocol = v6 ? IPPROTO_ICMPV6 : IPPROTO_ICMP;
    state->info.type = error->ee_type;
    state->info.code = error->ee_code;
    state->has_info = 1;
}

static void read_errors(int fd, struct state *state) {
    uint64_t control[64];
    char data[512];
    struct iovec part = {data, sizeof data};
    for (;;) {
        struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control,
                                 .msg_controllen = sizeof control};
        if (recvmsg(fd, &message, MSG_ERRQUEUE | MSG_DONTWAIT) < 0) return;
        for (struct cmsghdr *c = CMSG_FIRSTHDR(&message); c; c = CMSG_NXTHDR(&message, c))
            if (c->cmsg_level == (state->v6 ? IPPROTO_IPV6 : IPPROTO_IP) &&
                c->cmsg_type == (state->v6 ? IPV6_RECVERR : IP_RECVERR))
                keep_icmp_error(state, (const struct sock_extended_err *)CMSG_DATA(c));
    }
}

/* Of a connection that has ended, its error, which it keeps. */
static void settle(int fd, struct state *state, int error) {
    if (!state->stream || state->error) return;
    read_errors(fd, state);
    if (state->has_info && state->ends_on_icmp)
        state->error = WSAEHOSTUNREACH;
    else if (error)
        state->error = error_of(error);
    if (state->error) state->connecting = 0;
}

static void look(int fd, struct state *state) {
    int error = 0;
    if (!state->stream || state->error) return;
    get(fd, SOL_SOCKET, SO_ERROR, &error, sizeof error);
    settle(fd, state, error);
    struct tcp_info info;
    if (state->error || !state->connecting || get(fd, IPPROTO_TCP, TCP_INFO, &info, sizeof info) < 0) return;
    if (info.tcpi_state != TCP_SYN_SENT)
        state->connecting = 0;
    else if (state->one_syn && info.tcpi_total_retrans) {
        /* Linux has sent again what Windows would not: no answer to that may be seen. */
        state->error = WSAETIMEDOUT;
        state->connecting = 0;
    }
}

API int connect_windows(uint64_t socket, const void *address, int length) {
    struct state *state = state_of(socket);
    struct sockaddr_storage remote;
    if (!state) return fail(WSAENOTSOCK);
    socklen_t size = to_linux(&remote, address, length);
    int done = (int)syscall(SYS_connect, (int)socket, &remote, size), error = errno;
    if (!state->stream) return result(done);
    if (done < 0 && error != EINPROGRESS && error != ECONNREFUSED && error != EHOSTUNREACH) return fail(error_of(error));
    state->connecting = 1;
    if (done < 0 && error != EINPROGRESS) settle((int)socket, state, error);
    return fail(WSAEWOULDBLOCK);
}

API int getsockname_windows(uint64_t socket, void *address, int *length) {
    struct sockaddr_storage local;
    socklen_t size = sizeof local;
    if (!state_of(socket)) return fail(WSAENOTSOCK);
    if (syscall(SYS_getsockname, (int)socket, &local, &size) < 0) return fail(error_of(errno));
    if ((socklen_t)*length < size) return fail(WSAEFAULT);
    to_windows(address, &local, size);
    *length = (int)size;
    return 0;
}

API int getsockopt_windows(uint64_t socket, int level, int option, void *value, int *length) {
    struct state *state = state_of(socket);
    if (!state) return fail(WSAENOTSOCK);
    look((int)socket, state);
    if (level == 0xffff && option == 0x1007 && *length >= (int)sizeof state->error) {
        memcpy(value, &state->error, sizeof state->error);
        *length = sizeof state->error;
        return 0;
    }
    if (level != IPPROTO_TCP || option != 19) return fail(WSAENOPROTOOPT);
    if (*length < (int)sizeof state->info) return fail(WSAEFAULT);
    if (!state->has_info || hide_errors) return fail(WSANO_DATA);
    memcpy(value, &state->info, sizeof state->info);
    *length = sizeof state->info;
    return 0;
}

API int send_windows(uint64_t socket, const void *data, int length, int flags) {
    if (!state_of(socket)) return fail(WSAENOTSOCK);
    int sent = (int)syscall(SYS_sendto, (int)socket, data, length, flags | MSG_NOSIGNAL, NULL, 0);
    return sent < 0 ? fail(error_of(errno)) : sent;
}

API int recv_windows(uint64_t socket, void *data, int length, int flags) {
    if (!state_of(socket)) return fail(WSAENOTSOCK);
    int received = (int)syscall(SYS_recvfrom, (int)socket, data, length, flags, NULL, NULL);
    return received < 0 ? fail(error_of(errno)) : received;
}

static int64_t milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int16_t events_of(struct windows_pollfd *polled, int revents) {
    struct state *state = state_of(polled->socket);
    if (!state) return POLLNVAL_W;
    if (state->stream) look((int)polled->socket, state);
    if (state->error) return POLLERR_W | POLLHUP_W | (polled->events & POLLOUT_W);
    int16_t events = 0;
    if (revents & POLLIN) events |= polled->events & POLLIN_W;
    if (revents & POLLOUT && !state->connecting) events |= polled->events & POLLOUT_W;
    return events;
}

API int WSAPoll(struct windows_pollfd *polled, uint32_t count, int timeout) {
    enum { SLICE = 50 };
    int64_t end = milliseconds() + timeout;
    struct pollfd *of_linux = calloc(count ? count : 1, sizeof *of_linux);
    int ready = 0;
    for (uint32_t i = 0; i < count; i++) {
        of_linux[i].fd = state_of(polled[i].socket) ? (int)polled[i].socket : -1;
        of_linux[i].events = (short)((polled[i].events & POLLIN_W ? POLLIN : 0) |
                                     (polled[i].events & POLLOUT_W ? POLLOUT : 0));
    }
    for (;;) {
        int64_t left = timeout < 0 ? SLICE : end - milliseconds();
        int waited = poll(of_linux, count, left < 0 ? 0 : left > SLICE ? SLICE : (int)left);
        for (uint32_t i = 0; i < count; i++) {
            polled[i].revents = events_of(&polled[i], waited > 0 ? of_linux[i].revents : 0);
            if (polled[i].revents) ready++;
        }
        if (ready || (timeout >= 0 && left <= 0)) break;
    }
    free(of_linux);
    return ready;
}

API int32_t RtlGetVersion(uint8_t *version) {
    uint32_t size, major = 10, build = BUILD;
    memcpy(&size, version, sizeof size);
    if (size != 276) return -1;
    memcpy(version + 4, &major, sizeof major);
    memcpy(version + 12, &build, sizeof build);
    return 0;
}

/* Windows does not find the connection of every ICMP error: from now on it finds none, or all again. */
API void double_hide_errors(int hide) { hide_errors = hide; }
