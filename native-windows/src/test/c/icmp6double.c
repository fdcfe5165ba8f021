/* SPDX-License-Identifier: Apache-2.0
 *
 * A double of Windows' ICMP helper for IPv6, of which Wine has but stubs: a library that Windows programs under Wine load,
 * and that sends real ICMPv6 by a raw socket of Linux. Layouts and codes are those of ipexport.h on x64.
 */
#define _GNU_SOURCE
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <errno.h>
#include <netinet/icmp6.h>
#include <netinet/in.h>
#include <netinet/ip6.h>
#include <poll.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { SLOTS = 65536, MOST = 65536, WINDOWS_AF_INET6 = 23 };

enum status {
    SUCCESS = 0,
    NO_ROUTE = 11002,
    ADDRESS_UNREACHABLE = 11003,
    PROHIBITED = 11004,
    PORT_UNREACHABLE = 11005,
    TOO_BIG = 11009,
    TIMED_OUT = 11010,
    HOP_LIMIT_EXCEEDED = 11013,
    REASSEMBLY_EXCEEDED = 11014,
    UNREACHABLE = 11040,
    GENERAL_FAILURE = 11050
};

#pragma pack(push, 1)
struct reply {
    uint16_t port;
    uint32_t flowinfo;
    uint8_t address[16];
    uint32_t scope;
    uint8_t padding[2];
    uint32_t status;
    uint32_t round_trip;
    uint8_t data[];
};
#pragma pack(pop)

_Static_assert(sizeof(struct reply) == 36, "ICMPV6_ECHO_REPLY");

struct options {
    uint8_t ttl, tos, flags, size;
    void *data;
};

struct windows_sockaddr_in6 {
    uint16_t family, port;
    uint32_t flowinfo;
    uint8_t address[16];
    uint32_t scope;
};

struct request {
    HANDLE event;
    struct reply *reply;
    DWORD reply_size;
    ULONGLONG sent, until;
};

struct helper {
    int fd;
    uint16_t identifier, sequence;
    volatile BOOL closing;
    HANDLE reader;
    CRITICAL_SECTION lock;
    struct request requests[SLOTS];
    uint8_t packet[MOST];
};

/* With the lock held. */
static void finish(struct request *request, enum status status, const struct sockaddr_in6 *from, const uint8_t *data,
                   size_t length) {
    struct reply *reply = request->reply;
    HANDLE event = request->event;
    memset(reply, 0, sizeof *reply);
    if (from) {
        memcpy(reply->address, &from->sin6_addr, sizeof reply->address);
        reply->scope = from->sin6_scope_id;
    }
    if (sizeof *reply + length <= request->reply_size) memcpy(reply->data, data, length);
    reply->round_trip = (uint32_t)(GetTickCount64() - request->sent);
    reply->status = status;
    request->event = NULL;
    SetEvent(event);
}

static int status_of(int type, int code) {
    static const enum status unreachable[] = {NO_ROUTE, PROHIBITED, UNREACHABLE, ADDRESS_UNREACHABLE, PORT_UNREACHABLE};
    switch (type) {
    case ICMP6_ECHO_REPLY: return SUCCESS;
    case ICMP6_DST_UNREACH: return code < 5 ? unreachable[code] : PROHIBITED;
    case ICMP6_PACKET_TOO_BIG: return TOO_BIG;
    case ICMP6_TIME_EXCEEDED: return code ? REASSEMBLY_EXCEEDED : HOP_LIMIT_EXCEEDED;
    default: return -1;
    }
}

static void receive(struct helper *helper) {
    uint8_t *packet = helper->packet;
    struct sockaddr_in6 from;
    socklen_t from_length = sizeof from;
    ssize_t length = recvfrom(helper->fd, packet, MOST, 0, (struct sockaddr *)&from, &from_length);
    size_t header = sizeof(struct icmp6_hdr);
    if (length < (ssize_t)header) return;
    const struct icmp6_hdr *message = (const struct icmp6_hdr *)packet, *echo = message;
    int status = status_of(message->icmp6_type, message->icmp6_code);
    if (status < 0) return;
    size_t offset = header;
    if (status != SUCCESS) {
        if (length < (ssize_t)(header + sizeof(struct ip6_hdr) + header)) return;
        echo = (const struct icmp6_hdr *)(packet + header + sizeof(struct ip6_hdr));
        if (echo->icmp6_type != ICMP6_ECHO_REQUEST) return;
        offset = (size_t)length;
    }
    if (echo->icmp6_id != helper->identifier) return;
    struct request *request = &helper->requests[ntohs(echo->icmp6_seq)];
    EnterCriticalSection(&helper->lock);
    if (request->event) finish(request, status, &from, packet + offset, (size_t)length - offset);
    LeaveCriticalSection(&helper->lock);
}

static void expire(struct helper *helper, BOOL all) {
    ULONGLONG now = GetTickCount64();
    EnterCriticalSection(&helper->lock);
    for (int i = 0; i < SLOTS; i++) {
        struct request *request = &helper->requests[i];
        if (request->event && (all || request->until <= now))
            finish(request, all ? GENERAL_FAILURE : TIMED_OUT, NULL, NULL, 0);
    }
    LeaveCriticalSection(&helper->lock);
}

static DWORD WINAPI read_all(void *argument) {
    struct helper *helper = argument;
    ULONGLONG next = 0;
    while (!helper->closing) {
        struct pollfd polled = {.fd = helper->fd, .events = POLLIN};
        if (poll(&polled, 1, 10) > 0) receive(helper);
        if (GetTickCount64() >= next) {
            expire(helper, FALSE);
            next = GetTickCount64() + 10;
        }
    }
    expire(helper, TRUE);
    return 0;
}

HANDLE WINAPI Icmp6CreateFile(void) {
    struct helper *helper = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, sizeof *helper);
    helper->fd = socket(AF_INET6, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_ICMPV6);
    if (helper->fd < 0) {
        HeapFree(GetProcessHeap(), 0, helper);
        SetLastError(ERROR_ACCESS_DENIED);
        return INVALID_HANDLE_VALUE;
    }
    int room = 8 << 20;
    setsockopt(helper->fd, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
    helper->identifier = (uint16_t)((uintptr_t)helper >> 12 ^ GetCurrentProcessId());
    InitializeCriticalSection(&helper->lock);
    helper->reader = CreateThread(NULL, 0, read_all, helper, 0, NULL);
    return helper;
}

static void put(struct msghdr *message, int type, const void *value, size_t length) {
    struct cmsghdr *control = (struct cmsghdr *)((uint8_t *)message->msg_control + message->msg_controllen);
    control->cmsg_level = IPPROTO_IPV6;
    control->cmsg_type = type;
    control->cmsg_len = CMSG_LEN(length);
    memcpy(CMSG_DATA(control), value, length);
    message->msg_controllen += CMSG_SPACE(length);
}

static ssize_t transmit(struct helper *helper, uint16_t sequence, const struct windows_sockaddr_in6 *source,
                        const struct windows_sockaddr_in6 *destination, void *data, WORD size,
                        const struct options *options) {
    struct sockaddr_in6 to = {.sin6_family = AF_INET6, .sin6_scope_id = destination->scope};
    memcpy(&to.sin6_addr, destination->address, sizeof to.sin6_addr);
    struct icmp6_hdr echo = {.icmp6_type = ICMP6_ECHO_REQUEST};
    echo.icmp6_id = helper->identifier;
    echo.icmp6_seq = htons(sequence);
    struct iovec parts[] = {{&echo, sizeof echo}, {data, size}};
    uint64_t control[32] = {0};
    struct msghdr message = {.msg_name = &to, .msg_namelen = sizeof to, .msg_iov = parts, .msg_iovlen = 2};
    message.msg_control = control;
    int hops = options->ttl, class = options->tos;
    put(&message, IPV6_HOPLIMIT, &hops, sizeof hops);
    put(&message, IPV6_TCLASS, &class, sizeof class);
    struct in6_pktinfo from = {.ipi6_ifindex = source->scope};
    memcpy(&from.ipi6_addr, source->address, sizeof from.ipi6_addr);
    if (!IN6_IS_ADDR_UNSPECIFIED(&from.ipi6_addr)) put(&message, IPV6_PKTINFO, &from, sizeof from);
    return sendmsg(helper->fd, &message, 0);
}

static DWORD error_of(int error) {
    switch (error) {
    case ENETUNREACH: return ERROR_NETWORK_UNREACHABLE;
    case EHOSTUNREACH: return ERROR_HOST_UNREACHABLE;
    default: return ERROR_INVALID_PARAMETER;
    }
}

DWORD WINAPI Icmp6SendEcho2(HANDLE handle, HANDLE event, void *apc, void *context,
                            struct windows_sockaddr_in6 *source, struct windows_sockaddr_in6 *destination, void *data,
                            WORD size, struct options *options, void *reply, DWORD reply_size, DWORD timeout) {
    struct helper *helper = handle;
    (void)apc;
    (void)context;
    if (!event || !timeout || source->family != WINDOWS_AF_INET6 || destination->family != WINDOWS_AF_INET6 ||
        reply_size < sizeof(struct reply) + size + 24) {
        SetLastError(ERROR_INVALID_PARAMETER);
        return 0;
    }
    EnterCriticalSection(&helper->lock);
    uint16_t sequence = helper->sequence++;
    struct request *request = &helper->requests[sequence];
    ULONGLONG now = GetTickCount64();
    *request = (struct request){event, reply, reply_size, now, now + timeout};
    ResetEvent(event);
    DWORD error = ERROR_IO_PENDING;
    if (transmit(helper, sequence, source, destination, data, size, options) < 0) {
        error = error_of(errno);
        request->event = NULL;
    }
    LeaveCriticalSection(&helper->lock);
    SetLastError(error);
    return 0;
}

DWORD WINAPI Icmp6ParseReplies(void *reply, DWORD size) {
    return size >= sizeof(struct reply) && ((struct reply *)reply)->status != TIMED_OUT;
}

BOOL WINAPI IcmpCloseHandle(HANDLE handle) {
    struct helper *helper = handle;
    helper->closing = TRUE;
    WaitForSingleObject(helper->reader, INFINITE);
    CloseHandle(helper->reader);
    close(helper->fd);
    DeleteCriticalSection(&helper->lock);
    HeapFree(GetProcessHeap(), 0, helper);
    return TRUE;
}
