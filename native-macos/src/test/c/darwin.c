// SPDX-License-Identifier: Apache-2.0
//
// A Darwin facade: the calls of libSystem that the module uses, with macOS's constants, struct layouts, option lists,
// error numbers and header rewriting, on top of Linux's raw sockets and epoll. Written from the public sources of XNU;
// it proves that the module's code fits these, not that macOS is so.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#define EXPORT __attribute__((visibility("default")))
#define DESCRIPTORS 65536
#define NANOS 1000000000LL

// --- Linux's own, where <sys/socket.h> would declare what is defined here ---

enum { L_AF_INET = 2, L_AF_INET6 = 10, L_SOCK_STREAM = 1, L_SOCK_DGRAM = 2, L_SOCK_RAW = 3, L_SOL_SOCKET = 1 };
enum { L_SO_REUSEADDR = 2, L_SO_ERROR = 4, L_SO_SNDBUF = 7, L_SO_RCVBUF = 8, L_SO_LINGER = 13, L_SO_REUSEPORT = 15 };
enum { L_SO_TIMESTAMPNS = 35, L_SO_BINDTOIFINDEX = 62, L_MSG_DONTWAIT = 0x40, L_MSG_NOSIGNAL = 0x4000, L_MSG_TRUNC = 0x20, L_MSG_PEEK = 2 };
enum { L_IP_TOS = 1, L_IP_TTL = 2, L_IP_MTU_DISCOVER = 10, L_IP_RECVTTL = 12, L_PMTUDISC_DONT = 0, L_PMTUDISC_PROBE = 3 };
enum { L_IPV6_UNICAST_HOPS = 16, L_IPV6_MTU_DISCOVER = 23, L_IPV6_V6ONLY = 26, L_IPV6_RECVHOPLIMIT = 51 };
enum { L_IPV6_HOPLIMIT = 52, L_IPV6_DONTFRAG = 62, L_IPV6_TCLASS = 67 };

struct l_iovec { void *base; size_t length; };
struct l_msghdr { void *name; uint32_t namelen; struct l_iovec *iov; size_t iovlen; void *control; size_t controllen; int flags; };
struct l_cmsghdr { size_t length; int level, type; };

// --- Darwin's ---

enum { D_AF_INET6 = 30, D_SOL_SOCKET = 0xffff, D_SO_REUSEADDR = 4, D_SO_LINGER = 0x80, D_SO_REUSEPORT = 0x200 };
enum { D_SO_TIMESTAMP_MONOTONIC = 0x800, D_SO_SNDBUF = 0x1001, D_SO_RCVBUF = 0x1002, D_SO_ERROR = 0x1007, D_SO_NOSIGPIPE = 0x1022 };
enum { D_IP_TOS = 3, D_IP_TTL = 4, D_IP_STRIPHDR = 23, D_IP_RECVTTL = 24, D_IP_BOUND_IF = 25, D_IP_DONTFRAG = 28 };
enum { D_IPV6_UNICAST_HOPS = 4, D_ICMP6_FILTER = 18, D_IPV6_V6ONLY = 27, D_IPV6_TCLASS = 36, D_IPV6_RECVHOPLIMIT = 37 };
enum { D_IPV6_HOPLIMIT = 47, D_IPV6_DONTFRAG = 62, D_IPV6_BOUND_IF = 125, D_MSG_DONTWAIT = 0x80, D_MSG_TRUNC = 0x10, D_MSG_CTRUNC = 0x20 };
enum { D_EPERM = 1, D_EINVAL = 22, D_ENOPROTOOPT = 42, D_ENOBUFS = 55, D_O_NONBLOCK = 4, D_EAGAIN = 35 };
enum { EVFILT_READ = -1, EVFILT_WRITE = -2, EVFILT_USER = -10, EV_ADD = 1, EV_DELETE = 2, EV_CLEAR = 0x20, NOTE_TRIGGER = 0x01000000 };

struct d_sockaddr_in { uint8_t len, family; uint16_t port; uint32_t addr; uint8_t zero[8]; };
struct d_sockaddr_in6 { uint8_t len, family; uint16_t port; uint32_t flow; uint8_t addr[16]; uint32_t scope; };
struct d_msghdr { void *name; uint32_t namelen; struct l_iovec *iov; int32_t iovlen; void *control; uint32_t controllen; int32_t flags; };
struct d_cmsghdr { uint32_t length; int32_t level, type; };
struct d_kevent { uint64_t ident; int16_t filter; uint16_t flags; uint32_t fflags; int64_t data; uint64_t udata; };
struct l_sockaddr_in6 { uint16_t family, port; uint32_t flow; uint8_t addr[16]; uint32_t scope; };

_Static_assert(sizeof(struct d_msghdr) == 48, "msghdr");
_Static_assert(sizeof(struct d_cmsghdr) == 12, "cmsghdr");
_Static_assert(sizeof(struct d_kevent) == 32, "kevent");
_Static_assert(sizeof(struct d_sockaddr_in) == 16 && sizeof(struct d_sockaddr_in6) == 28, "sockaddr");

// The clock ticks as on Apple silicon, where a tick is no nanosecond.
enum { TICK_NUMERATOR = 125, TICK_DENOMINATOR = 3 };

enum kind { NONE, ICMP4, ICMP6, UDP, TCP, QUEUE };

static struct socket_state {
    uint8_t kind, v6, strip, timed, ttl;
    uint32_t events; // what a queue waits for
    int wake;        // a queue's own descriptor
} sockets[DESCRIPTORS];

// --- errors ---

static int darwin_errno(int error) {
    static const struct { int linux_, darwin; } table[] = {
        {EAGAIN, 35}, {EINPROGRESS, 36}, {EALREADY, 37}, {ENOTSOCK, 38}, {EDESTADDRREQ, 39}, {EMSGSIZE, 40},
        {EPROTOTYPE, 41}, {ENOPROTOOPT, 42}, {EPROTONOSUPPORT, 43}, {EOPNOTSUPP, 45}, {EAFNOSUPPORT, 47},
        {EADDRINUSE, 48}, {EADDRNOTAVAIL, 49}, {ENETDOWN, 50}, {ENETUNREACH, 51}, {ECONNRESET, 54}, {ENOBUFS, 55},
        {EISCONN, 56}, {ENOTCONN, 57}, {ETIMEDOUT, 60}, {ECONNREFUSED, 61}, {EHOSTDOWN, 64}, {EHOSTUNREACH, 65}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        if (table[i].linux_ == error) return table[i].darwin;
    }
    return error;
}

static long result(long value) {
    if (value < 0) errno = darwin_errno(errno);
    return value;
}

static long fail(int darwin_error) {
    errno = darwin_error;
    return -1;
}

// --- faults that a test asks for ---

static volatile int failing_sends;
static volatile int failing_error;

/* The next sends fail with an error of Darwin's. */
EXPORT void facade_fail_sends(int count, int error) {
    failing_error = error;
    failing_sends = count;
}

static volatile int64_t copy_delay; // nanoseconds
static volatile int copies_held_back;
static int held_fd = -1;
static int64_t held_until;

/* From now on ICMP errors refuse a connection at once, as XNU's tcp_ctlinput does with prohibitions, and the ICMP
   sockets show them so much later: icmp_input tells TCP first. */
EXPORT void facade_refuse_before_copy(int64_t nanos) { copy_delay = nanos; }

/* How often a process looked for an ICMP message that was there, and did not see it yet. */
EXPORT int facade_copies_held_back(void) { return copies_held_back; }

// --- addresses ---

static int to_linux(const void *address, uint32_t length, struct l_sockaddr_in6 *out) {
    const struct d_sockaddr_in6 *in = address;
    memset(out, 0, sizeof *out);
    if (length == 16 && in->len == 16 && in->family == L_AF_INET) {
        memcpy(out, in, 16);
        out->family = L_AF_INET;
        return 16;
    } else if (length == 28 && in->len == 28 && in->family == D_AF_INET6) {
        memcpy(out, in, 28);
        out->family = L_AF_INET6;
        return 28;
    }
    return -1;
}

static void to_darwin(const struct l_sockaddr_in6 *in, void *out, uint32_t *length) {
    struct d_sockaddr_in6 address;
    uint32_t size = in->family == L_AF_INET6 ? 28 : 16;
    memcpy(&address, in, sizeof address);
    address.len = size;
    address.family = in->family == L_AF_INET6 ? D_AF_INET6 : L_AF_INET;
    memcpy(out, &address, *length < size ? *length : size);
    *length = size;
}

// --- opening and closing ---

EXPORT int socket(int domain, int type, int protocol) {
    int v6 = domain == D_AF_INET6;
    enum kind kind = type == L_SOCK_STREAM && (protocol == 6 || protocol == 0) ? TCP
        : type != L_SOCK_DGRAM ? NONE
        : protocol == 17 || protocol == 0 ? UDP
        : protocol == 1 && !v6 ? ICMP4
        : protocol == 58 && v6 ? ICMP6
        : NONE;
    if (!v6 && domain != L_AF_INET) return fail(47);
    if (kind == NONE) return fail(43);
    int raw = kind == ICMP4 || kind == ICMP6;
    int fd = syscall(SYS_socket, v6 ? L_AF_INET6 : L_AF_INET, raw ? L_SOCK_RAW : type, protocol);
    if (fd < 0) return result(fd);
    memset(&sockets[fd], 0, sizeof *sockets);
    sockets[fd].kind = kind;
    sockets[fd].v6 = v6;
    return fd;
}

EXPORT int close(int fd) {
    if (fd < 0 || fd >= DESCRIPTORS) return fail(9);
    if (sockets[fd].kind == QUEUE) syscall(SYS_close, sockets[fd].wake);
    memset(&sockets[fd], 0, sizeof *sockets);
    return result(syscall(SYS_close, fd));
}

EXPORT int fcntl(int fd, int command, ...) {
    va_list rest;
    va_start(rest, command);
    int argument = va_arg(rest, int);
    va_end(rest);
    if (command == F_SETFL) return result(syscall(SYS_fcntl, fd, F_SETFL, argument & D_O_NONBLOCK ? O_NONBLOCK : 0));
    if (command == F_SETFD) return result(syscall(SYS_fcntl, fd, F_SETFD, argument));
    return fail(D_EINVAL);
}

static struct socket_state *state(int fd) {
    return fd >= 0 && fd < DESCRIPTORS && sockets[fd].kind != NONE ? &sockets[fd] : 0;
}

EXPORT int bind(int fd, const void *address, uint32_t length) {
    struct l_sockaddr_in6 to;
    if (!state(fd)) return fail(9);
    int size = to_linux(address, length, &to);
    return size < 0 ? fail(D_EINVAL) : result(syscall(SYS_bind, fd, &to, size));
}

EXPORT int connect(int fd, const void *address, uint32_t length) {
    struct l_sockaddr_in6 to;
    if (!state(fd)) return fail(9);
    int size = to_linux(address, length, &to);
    return size < 0 ? fail(D_EINVAL) : result(syscall(SYS_connect, fd, &to, size));
}

static int name(long call, int fd, void *address, uint32_t *length) {
    struct l_sockaddr_in6 of;
    uint32_t size = sizeof of;
    if (!state(fd)) return fail(9);
    int done = syscall(call, fd, &of, &size);
    if (done == 0) to_darwin(&of, address, length);
    return result(done);
}

EXPORT int getsockname(int fd, void *address, uint32_t *length) { return name(SYS_getsockname, fd, address, length); }
EXPORT int getpeername(int fd, void *address, uint32_t *length) { return name(SYS_getpeername, fd, address, length); }

// --- options ---

static int set(int fd, int level, int option, int value) {
    return result(syscall(SYS_setsockopt, fd, level, option, &value, sizeof value));
}

static int set_socket(int fd, struct socket_state *s, int option, const int *value, uint32_t length) {
    switch (option) {
    case D_SO_RCVBUF: case D_SO_SNDBUF:
        if (*value < 1) return fail(D_EINVAL);
        if (*value > 8 << 20) return fail(D_ENOBUFS); // kern.ipc.maxsockbuf
        return set(fd, L_SOL_SOCKET, option == D_SO_RCVBUF ? L_SO_RCVBUF : L_SO_SNDBUF, *value);
    case D_SO_TIMESTAMP_MONOTONIC:
        s->timed = *value != 0;
        return set(fd, L_SOL_SOCKET, L_SO_TIMESTAMPNS, *value);
    case D_SO_REUSEPORT: return set(fd, L_SOL_SOCKET, L_SO_REUSEPORT, *value);
    case D_SO_REUSEADDR: return set(fd, L_SOL_SOCKET, L_SO_REUSEADDR, *value);
    case D_SO_LINGER: return result(syscall(SYS_setsockopt, fd, L_SOL_SOCKET, L_SO_LINGER, value, length));
    case D_SO_NOSIGPIPE: return 0;
    default: return fail(D_ENOPROTOOPT);
    }
}

static int set_ip(int fd, struct socket_state *s, int option, int value) {
    switch (option) {
    case D_IP_TOS: return set(fd, 0, L_IP_TOS, value);
    case D_IP_TTL: return value < 1 || value > 255 ? fail(D_EINVAL) : set(fd, 0, L_IP_TTL, value);
    case D_IP_RECVTTL: s->ttl = value != 0; return set(fd, 0, L_IP_RECVTTL, value);
    case D_IP_STRIPHDR: s->strip = value != 0; return 0;
    case D_IP_BOUND_IF: return set(fd, L_SOL_SOCKET, L_SO_BINDTOIFINDEX, value);
    case D_IP_DONTFRAG: return set(fd, 0, L_IP_MTU_DISCOVER, value ? L_PMTUDISC_PROBE : L_PMTUDISC_DONT);
    // Among them IP_RECVTOS and IP_PKTINFO.
    default: return fail(s->kind == ICMP4 ? D_EINVAL : D_ENOPROTOOPT);
    }
}

static int set_ipv6(int fd, struct socket_state *s, int option, int value) {
    switch (option) {
    case D_IPV6_UNICAST_HOPS: return value < -1 || value > 255 ? fail(D_EINVAL) : set(fd, 41, L_IPV6_UNICAST_HOPS, value);
    case D_IPV6_TCLASS: return set(fd, 41, L_IPV6_TCLASS, value);
    case D_IPV6_RECVHOPLIMIT: s->ttl = value != 0; return set(fd, 41, L_IPV6_RECVHOPLIMIT, value);
    case D_IPV6_V6ONLY: return set(fd, 41, L_IPV6_V6ONLY, value);
    case D_IPV6_BOUND_IF: return set(fd, L_SOL_SOCKET, L_SO_BINDTOIFINDEX, value);
    case D_IPV6_DONTFRAG:
        if (s->kind == ICMP6) return fail(D_EPERM);
        set(fd, 41, L_IPV6_MTU_DISCOVER, value ? L_PMTUDISC_PROBE : L_PMTUDISC_DONT);
        return set(fd, 41, L_IPV6_DONTFRAG, value);
    default: return fail(s->kind == ICMP6 ? D_EINVAL : D_ENOPROTOOPT);
    }
}

// A set bit lets a type pass; Linux has it the other way round.
static int set_filter(int fd, const uint32_t *passing, uint32_t length) {
    uint32_t blocked[8];
    if (length != sizeof blocked) return fail(D_EINVAL);
    for (int i = 0; i < 8; i++) blocked[i] = ~passing[i];
    return result(syscall(SYS_setsockopt, fd, 58, 1, blocked, sizeof blocked));
}

EXPORT int setsockopt(int fd, int level, int option, const void *value, uint32_t length) {
    struct socket_state *s = state(fd);
    if (!s) return fail(9);
    if (length < sizeof(int)) return fail(D_EINVAL);
    if (level == D_SOL_SOCKET) return set_socket(fd, s, option, value, length);
    if (level == 0 && !s->v6) return set_ip(fd, s, option, *(const int *)value);
    if (level == 41 && s->v6) return set_ipv6(fd, s, option, *(const int *)value);
    if (level == 58 && s->kind == ICMP6 && option == D_ICMP6_FILTER) return set_filter(fd, value, length);
    return fail(D_EINVAL);
}

EXPORT int getrlimit(int resource, uint64_t *limit) {
    return resource == 8 ? result(syscall(SYS_getrlimit, 7, limit)) : fail(D_EINVAL);
}

EXPORT int getsockopt(int fd, int level, int option, void *value, uint32_t *length) {
    int error = 0;
    uint32_t size = sizeof error;
    if (!state(fd)) return fail(9);
    if (level != D_SOL_SOCKET || option != D_SO_ERROR || *length < size) return fail(D_ENOPROTOOPT);
    int done = syscall(SYS_getsockopt, fd, L_SOL_SOCKET, L_SO_ERROR, &error, &size);
    if (copy_delay && (error == EHOSTUNREACH || error == EACCES)) error = ECONNREFUSED;
    *(int *)value = darwin_errno(error);
    *length = size;
    return result(done);
}

// --- sending ---

EXPORT ssize_t sendto(int fd, const uint8_t *data, size_t length, int flags, const void *address, uint32_t size) {
    struct l_sockaddr_in6 to;
    struct socket_state *s = state(fd);
    if (!s) return fail(9);
    if (failing_sends > 0) {
        failing_sends--;
        return fail(failing_error);
    }
    // Of requests, an unprivileged socket may send echo only.
    if ((s->kind == ICMP4 && (length < 8 || data[0] != 8)) || (s->kind == ICMP6 && (length < 8 || data[0] != 128))) {
        return fail(D_EINVAL);
    }
    int to_size = to_linux(address, size, &to);
    if (to_size < 0) return fail(D_EINVAL);
    if (s->kind == ICMP6) to.port = 0;
    int linux_flags = L_MSG_NOSIGNAL | (flags & D_MSG_DONTWAIT ? L_MSG_DONTWAIT : 0);
    return result(syscall(SYS_sendto, fd, data, length, linux_flags, &to, to_size));
}

// --- receiving ---

static void put16(uint8_t *at, uint16_t host) { memcpy(at, &host, 2); }

static uint16_t get16(const uint8_t *at) { return at[0] << 8 | at[1]; }

static int icmp_checksum_holds(const uint8_t *data, long length) {
    uint32_t sum = 0;
    for (long i = 0; i < length; i++) sum += i % 2 ? data[i] : data[i] << 8;
    while (sum >> 16) sum = (sum & 0xffff) + (sum >> 16);
    return sum == 0xffff;
}

// What XNU does to an ICMP packet before its sockets see it. Gives the new length, or -1 if it shows it to nobody.
static long as_xnu_shows(struct socket_state *s, uint8_t *packet, long length) {
    long header = (packet[0] & 0x0f) * 4;
    if (length < header + 8 || header < 20 || !icmp_checksum_holds(packet + header, length - header)) return -1;
    uint8_t *icmp = packet + header;
    int error = icmp[0] == 3 || icmp[0] == 4 || icmp[0] == 5 || icmp[0] == 11 || icmp[0] == 12;
    if (error && length >= header + 8 + 20) put16(icmp + 8 + 2, get16(icmp + 8 + 2));
    if (s->strip) {
        memmove(packet, icmp, length - header);
        return length - header;
    }
    put16(packet + 2, get16(packet + 2) - header);
    put16(packet + 6, get16(packet + 6));
    return length;
}

static uint64_t now(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return t.tv_sec * NANOS + t.tv_nsec;
}

#ifdef TRANSLATED
// An Intel process on Apple silicon: its own clock counts nanoseconds, the kernel's stamps stay as they are.
EXPORT uint64_t mach_absolute_time(void) { return now(CLOCK_MONOTONIC); }

EXPORT int mach_timebase_info(uint32_t *info) {
    info[0] = info[1] = 1;
    return 0;
}
#else
EXPORT uint64_t mach_absolute_time(void) { return now(CLOCK_MONOTONIC) * TICK_DENOMINATOR / TICK_NUMERATOR; }

EXPORT int mach_timebase_info(uint32_t *info) {
    info[0] = TICK_NUMERATOR;
    info[1] = TICK_DENOMINATOR;
    return 0;
}
#endif

static void put_control(struct d_msghdr *message, uint32_t *used, int level, int type, const void *data, uint32_t size) {
    uint32_t space = sizeof(struct d_cmsghdr) + ((size + 3) & ~3u);
    if (*used + space > message->controllen) {
        message->flags |= D_MSG_CTRUNC;
        return;
    }
    struct d_cmsghdr header = {sizeof header + size, level, type};
    memcpy((uint8_t *)message->control + *used, &header, sizeof header);
    memcpy((uint8_t *)message->control + *used + sizeof header, data, size);
    *used += space;
}

static void translate_control(struct socket_state *s, const struct l_msghdr *in, struct d_msghdr *out) {
    uint32_t used = 0;
    uint64_t stamp = 0;
    const uint8_t *at = in->control, *end = at + in->controllen;
    while (at + sizeof(struct l_cmsghdr) <= end) {
        const struct l_cmsghdr *header = (const void *)at;
        const void *data = header + 1;
        if (header->length < sizeof *header) break;
        if (header->level == L_SOL_SOCKET && header->type == L_SO_TIMESTAMPNS) {
            const struct timespec *t = data;
            uint64_t age = now(CLOCK_REALTIME) - (t->tv_sec * NANOS + t->tv_nsec);
            stamp = now(CLOCK_MONOTONIC) - age;
        } else if (header->level == 0 && header->type == L_IP_TTL && s->ttl) {
            uint8_t ttl = *(const int *)data;
            put_control(out, &used, 0, D_IP_RECVTTL, &ttl, sizeof ttl);
        } else if (header->level == 41 && header->type == L_IPV6_HOPLIMIT && s->ttl) {
            put_control(out, &used, 41, D_IPV6_HOPLIMIT, data, sizeof(int));
        }
        at += (header->length + 7) & ~7ul;
    }
    if (s->timed) {
        uint64_t ticks = (stamp ? stamp : now(CLOCK_MONOTONIC)) * TICK_DENOMINATOR / TICK_NUMERATOR;
        put_control(out, &used, D_SOL_SOCKET, 4, &ticks, sizeof ticks);
    }
    out->controllen = used;
}

// Whether the next message of an ICMP socket arrived just now, by the kernel's time; a queue tells of it again.
static int held_back(int fd) {
    uint8_t packet[1], control[512];
    struct l_iovec iov = {packet, sizeof packet};
    struct l_msghdr in = {0, 0, &iov, 1, control, sizeof control, 0};
    if (syscall(SYS_recvmsg, fd, &in, L_MSG_DONTWAIT | L_MSG_PEEK) < 0) return 0;
    const uint8_t *at = in.control, *end = at + in.controllen;
    while (at + sizeof(struct l_cmsghdr) <= end) {
        const struct l_cmsghdr *header = (const void *)at;
        const struct timespec *t = (const void *)(header + 1);
        if (header->length < sizeof *header) break;
        if (header->level == L_SOL_SOCKET && header->type == L_SO_TIMESTAMPNS) {
            int64_t left = t->tv_sec * NANOS + t->tv_nsec + copy_delay - (int64_t)now(CLOCK_REALTIME);
            if (left <= 0) return 0;
            held_fd = fd;
            held_until = (int64_t)now(CLOCK_MONOTONIC) + left;
            copies_held_back++;
            return 1;
        }
        at += (header->length + 7) & ~7ul;
    }
    return 0;
}

EXPORT ssize_t recvmsg(int fd, struct d_msghdr *message, int flags) {
    uint8_t packet[65536], control[512];
    struct socket_state *s = state(fd);
    if (!s) return fail(9);
    for (;;) {
        if (copy_delay && (s->kind == ICMP4 || s->kind == ICMP6) && held_back(fd)) return fail(D_EAGAIN);
        struct l_sockaddr_in6 from;
        struct l_iovec iov = {packet, sizeof packet};
        struct l_msghdr in = {&from, sizeof from, &iov, 1, control, sizeof control, 0};
        long length = syscall(SYS_recvmsg, fd, &in, flags & D_MSG_DONTWAIT ? L_MSG_DONTWAIT : 0);
        if (length < 0) return result(length);
        if (s->kind == ICMP4 && (length = as_xnu_shows(s, packet, length)) < 0) continue;
        message->flags = 0;
        if (message->name) to_darwin(&from, message->name, &message->namelen);
        translate_control(s, &in, message);
        size_t room = message->iov[0].length;
        if ((size_t)length > room) message->flags |= D_MSG_TRUNC;
        size_t given = (size_t)length > room ? room : (size_t)length;
        memcpy(message->iov[0].base, packet, given);
        return given;
    }
}

// --- kqueue ---

EXPORT int kqueue(void) {
    int fd = syscall(SYS_epoll_create1, O_CLOEXEC);
    if (fd < 0) return result(fd);
    memset(&sockets[fd], 0, sizeof *sockets);
    sockets[fd].kind = QUEUE;
    sockets[fd].wake = syscall(SYS_eventfd2, 0, O_CLOEXEC | O_NONBLOCK);
    return fd;
}

static int control_queue(int queue, int operation, int fd, uint32_t events) {
    struct epoll_event event = {events | EPOLLET, {.u64 = fd}};
    return result(syscall(SYS_epoll_ctl, queue, operation, fd, &event));
}

static int change(int queue, const struct d_kevent *wanted) {
    if (wanted->filter == EVFILT_USER) {
        uint64_t one = 1;
        if (wanted->fflags & NOTE_TRIGGER) return syscall(SYS_write, sockets[queue].wake, &one, sizeof one) < 0 ? -1 : 0;
        return control_queue(queue, EPOLL_CTL_ADD, sockets[queue].wake, EPOLLIN);
    }
    struct socket_state *s = state(wanted->ident);
    uint32_t bit = wanted->filter == EVFILT_READ ? EPOLLIN : wanted->filter == EVFILT_WRITE ? EPOLLOUT : 0;
    if (!s) return fail(9);
    // Level-triggered events are not built here: the module asks for none.
    if (!bit || (wanted->flags & EV_ADD && !(wanted->flags & EV_CLEAR))) return fail(D_EINVAL);
    if (wanted->flags & EV_DELETE && !(s->events & bit)) return fail(2);
    uint32_t before = s->events;
    s->events = wanted->flags & EV_DELETE ? before & ~bit : before | bit;
    int operation = !before ? EPOLL_CTL_ADD : s->events ? EPOLL_CTL_MOD : EPOLL_CTL_DEL;
    return control_queue(queue, operation, wanted->ident, s->events);
}

static int told(struct d_kevent *events, int count, int room, uint64_t ident, int filter) {
    if (count < room) events[count] = (struct d_kevent){ident, filter, EV_CLEAR, 0, 0, 0};
    return count < room ? count + 1 : count;
}

EXPORT int kevent(int queue, const struct d_kevent *changes, int change_count, struct d_kevent *events, int room, const struct timespec *timeout) {
    struct epoll_event ready[32];
    struct socket_state *q = state(queue);
    if (!q || q->kind != QUEUE) return fail(9);
    for (int i = 0; i < change_count; i++) {
        if (change(queue, &changes[i]) < 0) return -1;
    }
    if (room == 0) return 0;
    struct timespec until_shown;
    if (held_fd >= 0) {
        int64_t left = held_until - (int64_t)now(CLOCK_MONOTONIC);
        left = left < 0 ? 0 : left;
        if (!timeout || timeout->tv_sec * NANOS + timeout->tv_nsec > left) {
            until_shown = (struct timespec){0, left};
            timeout = &until_shown;
        }
    }
    // One descriptor may have two events.
    int most = (room - 1) / 2 < 32 ? (room - 1) / 2 : 32;
    int found = syscall(SYS_epoll_pwait2, queue, ready, most, timeout, 0, 8);
    if (found < 0 && errno == ENOSYS) {
        int64_t millis = timeout ? (timeout->tv_sec * NANOS + timeout->tv_nsec + 999999) / 1000000 : -1;
        found = syscall(SYS_epoll_pwait, queue, ready, most, millis > 1000000 ? 1000000 : (int)millis, 0, 8);
    }
    if (found < 0) return result(found);
    int count = 0;
    if (held_fd >= 0 && held_until <= (int64_t)now(CLOCK_MONOTONIC)) {
        count = told(events, count, room, held_fd, EVFILT_READ);
        held_fd = -1;
    }
    for (int i = 0; i < found; i++) {
        int fd = ready[i].data.u64;
        uint32_t mask = ready[i].events;
        uint64_t ignored;
        if (fd == q->wake) {
            if (syscall(SYS_read, fd, &ignored, sizeof ignored) > 0) count = told(events, count, room, 0, EVFILT_USER);
            continue;
        }
        uint32_t wanted = sockets[fd].events;
        if (wanted & EPOLLIN && mask & (EPOLLIN | EPOLLERR | EPOLLHUP)) count = told(events, count, room, fd, EVFILT_READ);
        if (wanted & EPOLLOUT && mask & (EPOLLOUT | EPOLLERR | EPOLLHUP)) count = told(events, count, room, fd, EVFILT_WRITE);
    }
    return count;
}
